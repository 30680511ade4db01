//! Files that others read line by line or cell by cell.

use std::collections::BTreeSet;

/// Lines of `_headers`, `_redirects` and `robots.txt` that nobody of this program writes.
pub(crate) fn active_lines(path: &str, text: &str) -> BTreeSet<String> {
    let sound = |line: &str| match path {
        "_redirects" => {
            let parts: Vec<&str> = line.split(' ').collect();
            parts.len() == 3
                && parts[0].starts_with('/')
                && parts[1].starts_with('/')
                && matches!(parts[2], "301" | "302")
        }
        "_headers" => {
            let header = line.strip_prefix("  ").and_then(|line| line.split_once(": "));
            let known =
                ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control"];
            header.map_or_else(
                || line.starts_with('/') && !line.contains(char::is_whitespace),
                |(name, _)| known.contains(&name) || name == "Content-Type",
            )
        }
        _ => ["User-agent: ", "Allow: ", "Disallow: ", "Disallow:", "Sitemap: "]
            .iter()
            .any(|start| line.starts_with(start)),
    };
    let lines = text.lines().filter(|line| !line.is_empty() && !sound(line));
    lines.map(|line| format!("a line of its own: {line:?}")).collect()
}

/// Cells that a spreadsheet would take for a formula.
pub(crate) fn active_cells(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(true).flexible(true).from_reader(text.as_bytes());
    for record in reader.records() {
        match record {
            Err(error) => drop(found.insert(format!("is no CSV: {error}"))),
            Ok(record) => {
                for cell in &record {
                    let first = cell.chars().find(|c| *c != ' ');
                    if first.is_some_and(|c| {
                        matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠')
                    }) {
                        found.insert(format!("a cell is a formula: {cell:?}"));
                    }
                }
            }
        }
    }
    found
}

#[test]
fn the_judges_of_lines_and_cells_see_what_is_planted() {
    assert_eq!(active_lines("_redirects", "/a/ /b/ 301\n").len(), 0);
    assert_eq!(active_lines("_redirects", "/a/ https://evil.example/ 301\n/a b/ /c/ 301\n").len(), 2);
    assert_eq!(active_lines("_headers", "/*\n  Referrer-Policy: x\n  Set-Cookie: a=b\n").len(), 1);
    assert_eq!(active_cells("a,b\n\"'=1+1\",x\n").len(), 0);
    assert_eq!(active_cells("a,b\n=1+1,\" @x\"\n").len(), 2);
}
