"""Reads documents and workbooks with `python-docx` and `openpyxl` and prints what is in them as JSON.

    VENV/bin/python read_office.py FILE.docx|FILE.xlsx

They know nothing of Symposia: what this prints is what another program makes of the file.
"""

import json
import sys

import docx
import openpyxl


def repeats(row):
    return bool(row._tr.xpath("./w:trPr/w:tblHeader"))


def read_docx(path):
    document = docx.Document(path)
    section = document.sections[0]
    return {
        "title": document.core_properties.title,
        "width_mm": round(section.page_width.mm),
        "height_mm": round(section.page_height.mm),
        "header": "\n".join(one.text for one in section.header.paragraphs),
        "footer": "\n".join(one.text for one in section.footer.paragraphs),
        "fields": [one.text.strip() for one in section.footer._element.xpath(".//w:instrText")],
        "paragraphs": [[one.style.name, one.text] for one in document.paragraphs],
        "tables": [
            {
                "style": table.style.name,
                "repeats": [repeats(row) for row in table.rows],
                "rows": [[cell.text for cell in row.cells] for row in table.rows],
            }
            for table in document.tables
        ],
    }


def read_xlsx(path):
    book = openpyxl.load_workbook(path)
    return {
        "sheets": [
            {
                "name": sheet.title,
                "frozen": sheet.freeze_panes,
                "filter": sheet.auto_filter.ref,
                "repeats": sheet.print_title_rows,
                "types": [cell.data_type for cell in sheet[2]] if sheet.max_row > 1 else [],
                "rows": [list(row) for row in sheet.iter_rows(values_only=True)],
            }
            for sheet in book.worksheets
        ]
    }


path = sys.argv[1]
json.dump(read_xlsx(path) if path.endswith(".xlsx") else read_docx(path), sys.stdout)
