//! Dragging on a timetable of 300 items in 12 rooms: how many frames a second, and how many of them came late.

use serde_json::{Value, json};
use symposia_tests::laid_out::LaidOut;
use symposia_tests::{Failure, Opening, Outcome};

use crate::table::Measure;

const ROOMS: u64 = 12;
const ITEMS: u64 = 300;
/// Items of 15 minutes that a room has on a day.
const A_DAY: u64 = ITEMS / ROOMS;

/// Moves the pointer once a frame for two seconds over the whole timetable, as a hand does, and notes when frames
/// came. Everything that a pointer's event sets going is in it but the driver.
const DRAG: &str = "
    window.__drag = null;
    const box = document.querySelectorAll('[data-testid=timetable-item]')[arguments[0]];
    const { left, top, width, height } = box.getBoundingClientRect();
    const from = { x: left + width / 2, y: top + height / 3 };
    const area = document.querySelector('[data-testid=timetable]').getBoundingClientRect();
    const send = (type, x, y, to) => to.dispatchEvent(new PointerEvent(type, {
        bubbles: true, cancelable: true, composed: true, isPrimary: true, pointerType: 'mouse', pointerId: 1,
        button: type === 'pointermove' ? -1 : 0, buttons: type === 'pointerup' ? 0 : 1, clientX: x, clientY: y }));
    send('pointerdown', from.x, from.y, box.firstElementChild ?? box);
    const frames = [];
    const work = [];
    const begun = performance.now();
    const step = (now) => {
        frames.push(now);
        const part = (performance.now() - begun) / 2000;
        const x = area.left + 80 + (area.width - 120) * Math.abs(Math.sin(part * 7));
        const y = area.top + 80 + (area.height - 120) * Math.abs(Math.sin(part * 5));
        const before = performance.now();
        send('pointermove', x, y, document.elementFromPoint(x, y) ?? document.body);
        work.push(performance.now() - before);
        if (part < 1) return requestAnimationFrame(step);
        const dropped = performance.now();
        send('pointerup', x, y, document.elementFromPoint(x, y) ?? document.body);
        // Until the store wrote it and the timetable shows it.
        const told = document.querySelector('[data-testid=agenda-announced]');
        new MutationObserver((_, observer) => {
            observer.disconnect();
            requestAnimationFrame(() => requestAnimationFrame(() => {
                const gaps = frames.slice(1).map((at, index) => at - frames[index]);
                window.__drag = {
                    frames: gaps.length / ((frames.at(-1) - frames[0]) / 1000),
                    late: gaps.filter((gap) => gap > 50).length,
                    worst: Math.max(...gaps),
                    handler: work.reduce((a, b) => a + b, 0) / work.length,
                    drop: performance.now() - dropped,
                };
            }));
        }).observe(told, { subtree: true, childList: true, characterData: true });
    };
    requestAnimationFrame(step);";

/// Moves a bare box over the page for a second, once it has stood still for as long: what this machine draws of it at
/// best.
const BARE: &str = "
    window.__bare = null;
    await new Promise((rested) => setTimeout(rested, 1000));
    const box = document.createElement('div');
    box.style = 'position:fixed;inset:0 auto auto 0;width:80px;height:20px;background:teal;will-change:transform';
    document.body.append(box);
    let frames = -10;
    let begun = 0;
    const step = () => {
        frames += 1;
        if (frames <= 0) begun = performance.now();
        box.style.transform = `translate(${(frames * 7) % 900}px, ${(frames * 5) % 500}px)`;
        const gone = performance.now() - begun;
        if (frames <= 0 || gone < 1000) return requestAnimationFrame(step);
        box.remove();
        window.__bare = gone / frames;
    };
    requestAnimationFrame(step);";

pub(crate) fn measure() -> Outcome<Vec<Measure>> {
    let opening = Opening::new("drag")?;
    let mut laid = LaidOut::symposium(opening.store(), 1)?;
    let event = laid.event;
    for room in 1..=ROOMS {
        let room = laid.room(&format!("Room {room}"))?;
        for item in 0..A_DAY {
            let (hour, minute) = (9 + item / 4, item % 4 * 15);
            let one = laid.item(0, &format!("Item {item} 15 min"))?;
            laid.place(one, 0, &format!("{hour:02}:{minute:02}:00"), Some(room))?;
        }
    }
    drop(laid);
    let mut told = Value::Null;
    opening.open()?.show(|window| {
        window.go_to(&format!("#/events/{event}/agenda"))?;
        window.click("[data-testid=agenda-timetable]")?;
        let items = usize::try_from(ITEMS).unwrap_or_default();
        window.wait_for_count("[data-testid=timetable-item]", items)?;
        window.run_script(&format!("(async () => {{ {BARE} }})()"), vec![])?;
        window.wait_for_script("the bare box to rest", "return window.__bare !== null")?;
        window.run_script(DRAG, vec![json!(40)])?;
        window.wait_for_script("the drag to end", "return window.__drag !== null")?;
        told = window.run_script(
            "return { ...window.__drag, frame: 1000 / window.__drag.frames, bare: window.__bare }",
            vec![],
        )?;
        Ok(())
    })?;
    let number = |name: &str| {
        told[name]
            .as_f64()
            .ok_or_else(|| Failure::Found(format!("the page told {told}")))
    };
    println!("   dragging over {ITEMS} items in {ROOMS} rooms: {told}");
    Ok(vec![
        Measure::time("a frame while dragging", number("frame")?)
            .against("a bare box moved over the same page", number("bare")?),
        Measure::time("a pointer's move on the timetable", number("handler")?),
        Measure::count(
            "times between two frames of over 50 ms, in two seconds",
            number("late")?,
        ),
        Measure::time(
            "longest time between two frames while dragging",
            number("worst")?,
        ),
        Measure::time(
            "from the drop until the timetable shows it",
            number("drop")?,
        ),
    ])
}
