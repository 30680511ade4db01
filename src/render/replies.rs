//! `help/replies.csv`: answers to copy into a chat, found by a keyword.

use super::body::LinkBase;
use super::printer::Printer;
use crate::diagnostics::Diagnostic;
use crate::model::{Kind, KindFields, Lang};

/// `keyword,question,answer`: one keyword a row, the answer as plain text (RFC 4180).
///
/// # Errors
/// What is wrong with the theme's components that answers call.
pub(super) fn csv(printer: &Printer, lang: &Lang) -> Result<Vec<u8>, Vec<Diagnostic>> {
    // A spreadsheet takes UTF-8 for what it is by the mark alone.
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    let row = |writer: &mut csv::Writer<&mut Vec<u8>>, cells: [&str; 3]| {
        writer.write_record(cells.map(harmless)).expect("memory takes every row");
    };
    row(&mut writer, ["keyword", "question", "answer"]);
    let questions = printer.site.list_of(Kind::Faq, lang).map_or(&[][..], |list| &list.pages);
    // What a language borrows for its page is in the table of its own.
    for page in questions.iter().map(|id| printer.page_of(*id)).filter(|page| page.lang == *lang) {
        let KindFields::Faq(fields) = &page.document.front.fields else { continue };
        let answer = crate::markdown::plain_text(&printer.body(page, LinkBase::Absolute)?);
        for keyword in &fields.keywords {
            row(&mut writer, [keyword, &page.title, answer.trim()]);
        }
        if fields.keywords.is_empty() {
            row(&mut writer, ["", &page.title, answer.trim()]);
        }
    }
    writer.flush().expect("memory takes every row");
    drop(writer);
    Ok(bytes)
}

/// A cell that no spreadsheet takes for a formula: what begins like one gets a `'` (OWASP, "CSV Injection").
#[must_use]
pub fn harmless(cell: &str) -> String {
    let starts_formula = cell.starts_with(['\t', '\r'])
        || cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if starts_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "  =1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "＝1"] {
            assert!(harmless(cell).starts_with('\''), "{cell:?}");
        }
        for cell in ["join", "1 = 1", "", "加入"] {
            assert_eq!(harmless(cell), cell);
        }
    }
}
