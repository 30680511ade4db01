//! Former addresses of pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::Diagnostic;
use crate::model::{Alias, OutputPath, Page, UrlPath};

/// Collects the aliases of public pages and of the texts of lists; a withheld page's are withheld with it.
///
/// Whether an alias lies on the address of something else is for the plan to see.
pub(super) fn collect<'a>(
    pages: impl Iterator<Item = &'a Arc<Page>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<OutputPath, Alias> {
    let mut aliases: BTreeMap<OutputPath, Alias> = BTreeMap::new();
    for page in pages {
        let source = &page.document.path;
        for written in &page.document.front.shared.aliases {
            let address = match UrlPath::new(&written.value) {
                Ok(address) => address,
                Err(why) => {
                    let message = format!("`{}` cannot be an address: {why}", written.value);
                    diagnostics.push(
                        Diagnostic::error("address::bad-alias", message)
                            .at(source, written.span)
                            .help("an alias starts at the site's root: `/old/address/` or `/old.html`"),
                    );
                    continue;
                }
            };
            let alias = Alias { to: page.url.clone(), source: source.clone(), span: written.span };
            // `/x` without a slash or an ending means the page, as browsers ask for it.
            let file = if address.as_str().ends_with('/') || has_ending(&address) {
                address.output()
            } else {
                OutputPath::new(&format!("{}/index.html", address.relative()))
                    .unwrap_or_else(|_| address.output())
            };
            match aliases.get(&file) {
                Some(first) if first.to != alias.to => diagnostics.push(
                    Diagnostic::error(
                        "address::duplicate-alias",
                        format!("two pages claim the old address `{address}`"),
                    )
                    .labelled(source, written.span, "here")
                    .labelled(&first.source, first.span, "and here")
                    .help("an old address can lead to one page only"),
                ),
                Some(_) => {}
                None => {
                    aliases.insert(file, alias);
                }
            }
        }
    }
    aliases
}

fn has_ending(address: &UrlPath) -> bool {
    address.as_str().rsplit('/').next().is_some_and(|name| name.contains('.'))
}
