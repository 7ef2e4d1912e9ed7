//! Components (RFC 5545 §3.4, RFC 6350 §3.3): lines between BEGIN and END, one inside the other.

use super::{ContentLine, Lines, Rejected, Rejections, excerpt, too_large};

/// Components inside one another that are followed. No format has more than four.
const DEEPEST: usize = 16;

/// What is done with the components of a file as they come by. Names are in capitals.
pub trait Components {
    /// A component begins on this line.
    fn begin(&mut self, component: &str, line: usize, rejections: &mut Rejections);

    /// A line that is directly inside this component, BEGIN and END apart. An error is a reason
    /// to reject the line.
    fn property(&mut self, component: &str, line: &ContentLine<'_>) -> Result<(), String>;

    /// The component is whole.
    fn end(&mut self, component: &str, rejections: &mut Rejections);

    /// The component was never ended. The walk has listed it as rejected.
    fn abandon(&mut self, component: &str);
}

/// Goes through a file from its first line to its last. What is not sound is listed by its line,
/// and everything else is visited: a component without END costs that component.
pub fn walk(bytes: &[u8], components: &mut impl Components) -> Vec<Rejected> {
    if let Some(rejected) = too_large(bytes.len()) {
        return vec![rejected];
    }
    let mut walk = Walk {
        components,
        open: Vec::new(),
        beyond: 0,
        rejections: Rejections::default(),
    };
    for line in Lines::new(bytes) {
        match line {
            Ok(line) => walk.line(&line),
            Err(rejected) => walk.rejections.push(rejected),
        }
    }
    walk.abandon_to(0, "the file ends before it; it may be cut short");
    walk.rejections.finish()
}

struct Walk<'a, C> {
    components: &'a mut C,
    /// The components that are open, with the line that opened them.
    open: Vec<(String, usize)>,
    /// How many are open that are too deep to be followed.
    beyond: usize,
    rejections: Rejections,
}

impl<C: Components> Walk<'_, C> {
    fn line(&mut self, line: &ContentLine<'_>) {
        if line.is("BEGIN") {
            self.begin(line);
        } else if line.is("END") {
            self.end(line);
        } else if self.beyond == 0
            && let Some((component, _)) = self.open.last()
            && let Err(reason) = self.components.property(component, line)
        {
            self.rejections.add(line.number(), reason);
        }
    }

    fn begin(&mut self, line: &ContentLine<'_>) {
        let component = name(line);
        if component.is_empty() {
            let reason = "BEGIN names no component, so it is left out";
            self.rejections.add(line.number(), reason);
            return;
        }
        // None can be inside another of its name: that other was never ended.
        if let Some(at) = self.position(&component) {
            self.abandon_to(at, "another one begins before it");
        }
        if self.open.len() >= DEEPEST {
            if self.beyond == 0 {
                let reason =
                    format!("BEGIN:{component} is more than {DEEPEST} levels deep and is left out");
                self.rejections.add(line.number(), reason);
            }
            self.beyond += 1;
            return;
        }
        self.components
            .begin(&component, line.number(), &mut self.rejections);
        self.open.push((component, line.number()));
    }

    fn end(&mut self, line: &ContentLine<'_>) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let component = name(line);
        match self.position(&component) {
            Some(at) => {
                let reason = format!("END:{component} on line {} is before it", line.number());
                self.abandon_to(at + 1, &reason);
                self.open.pop();
                self.components.end(&component, &mut self.rejections);
            }
            None => self.rejections.add(
                line.number(),
                format!("END:{component} ends nothing that is open"),
            ),
        }
    }

    fn position(&self, component: &str) -> Option<usize> {
        self.open.iter().rposition(|(open, _)| open == component)
    }

    /// Closes components that have no END until only so many are open.
    fn abandon_to(&mut self, depth: usize, why: &str) {
        self.beyond = 0;
        while self.open.len() > depth
            && let Some((component, line)) = self.open.pop()
        {
            let reason = format!("BEGIN:{component} has no END:{component}: {why}");
            self.rejections.add(line, reason);
            self.components.abandon(&component);
        }
    }
}

/// The name behind BEGIN or END. One that is longer than any is cut, so that no reason is.
fn name(line: &ContentLine<'_>) -> String {
    excerpt(line.value().trim()).to_ascii_uppercase()
}
