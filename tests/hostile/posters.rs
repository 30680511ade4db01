//! Posters, their pages and what a code opens: words are drawn, and never read as markup.

use crate::vector::HostileSite;

/// Words that end an element, an attribute, a comment or a template where somebody forgot to escape them.
const WORDS: [&str; 4] = [
    "</text><script>alert(1)</script>",
    "\\\"><image href=x onerror=alert(1)>",
    "--><svg onload=alert(1)>{{ 7 * 7 }}",
    "&lt;script&gt;&#x3c;a href=javascript:alert(1)>",
];

#[test]
fn posters_show_hostile_words_as_words() {
    let site = HostileSite::new().with_posters();
    site.write("posters/plain.svg", PLAIN);
    for (at, words) in WORDS.iter().enumerate() {
        site.write(
            &format!("content/events/event-{at}.md"),
            &format!(
                "+++\ntitle = \"{words}\"\nsummary = \"{words}\"\nstart = 2026-12-01T19:00:00+08:00\nvenue = {{ name = \"{words}\" }}\n\
                 poster = {{ formats = [\"wide\"], tagline = \"{words}\" }}\n+++\n"
            ),
        );
        site.write(
            &format!("content/posters/run-{at}.md"),
            &format!(
                "+++\ntitle = \"{words}\"\ntarget = \"events/event-{at}\"\ndesign = \"plain\"\nformats = [\"square\"]\n\
                 placements = [{{ id = \"door\", label = \"{words}\" }}]\n+++\n"
            ),
        );
    }
    site.expect_harmless();
    for path in
        ["posters/events/event-0/wide.svg", "posters/run-1/square.svg", "posters/events/event-2/index.html"]
    {
        assert!(!site.page(path).is_empty(), "{path}");
    }
    assert!(!site.page("posters/events/event-2/index.html").contains("49"), "template syntax is text");
}

/// A design of a site that says the words plainly, as text of its own.
const PLAIN: &str = "{# doc = \"Plain.\" #}\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {{ poster.width }} {{ poster.height }}\" \
    width=\"{{ poster.width }}\" height=\"{{ poster.height }}\">\n<desc>{{ poster.title }}</desc>\n<path fill=\"#ffffff\" d=\"M0 0h2000v2000H0z\"/>\n\
    <text x=\"72\" y=\"600\" font-size=\"30\">{{ poster.title }}</text>\n{{ code(x=72, y=72, module=8, ink=inks.ink, paper=inks.paper) }}\n</svg>\n";
