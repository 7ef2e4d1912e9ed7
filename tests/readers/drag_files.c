/* A window that files can be dragged from, as from a file manager: drag_files PATH...
 * It stands in the upper left corner of the screen; a pointer that is pressed on it and moved drags all paths. */

#include <string.h>

#include <gtk/gtk.h>

static char **uris;
static int refused;

static void give(GtkWidget *widget, GdkDragContext *context, GtkSelectionData *data, guint info, guint time,
                 gpointer nothing) {
    (void)widget; (void)context; (void)info; (void)time; (void)nothing;
    gtk_selection_data_set_uris(data, uris);
}

static gboolean failed(GtkWidget *widget, GdkDragContext *context, GtkDragResult result, gpointer nothing) {
    (void)widget; (void)context; (void)result; (void)nothing;
    refused = 1;
    return TRUE;
}

static void ended(GtkWidget *widget, GdkDragContext *context, gpointer nothing) {
    (void)widget; (void)context; (void)nothing;
    gtk_main_quit();
}

int main(int argc, char **argv) {
    gtk_init(&argc, &argv);
    if (argc < 2) return 2;
    uris = g_new0(char *, argc);
    for (int at = 1; at < argc; at++) {
        /* A link is dragged as it is. */
        uris[at - 1] = strstr(argv[at], "://") ? g_strdup(argv[at]) : g_filename_to_uri(argv[at], NULL, NULL);
        if (!uris[at - 1]) return 2;
    }
    GtkWidget *window = gtk_window_new(GTK_WINDOW_POPUP);
    GtkWidget *box = gtk_event_box_new();
    gtk_widget_set_size_request(box, 40, 40);
    gtk_container_add(GTK_CONTAINER(window), box);
    gtk_drag_source_set(box, GDK_BUTTON1_MASK, NULL, 0, GDK_ACTION_COPY);
    gtk_drag_source_add_uri_targets(box);
    g_signal_connect(box, "drag-data-get", G_CALLBACK(give), NULL);
    g_signal_connect(box, "drag-failed", G_CALLBACK(failed), NULL);
    g_signal_connect(box, "drag-end", G_CALLBACK(ended), NULL);
    gtk_window_move(GTK_WINDOW(window), 0, 0);
    gtk_widget_show_all(window);
    gtk_main();
    /* Nobody took them: let go before the window had said that it would. */
    return refused ? 3 : 0;
}
