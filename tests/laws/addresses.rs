//! Every address of an output leads to something; every output has a name that is legal everywhere.

use std::collections::BTreeSet;

use handbill::render::LinkStyle;
use proptest::prelude::*;

use crate::generated::{specs, write_specs};
use crate::support::TestSite;
use crate::{cases, walk};

#[test]
fn every_address_of_the_output_leads_to_something() {
    proptest!(cases(60), |(specs in specs(), per_page in 1usize..4, on_disk in any::<bool>(), plaza in prop::bool::weighted(0.2), (deep, composed) in any::<(bool, bool)>())| {
        let base = if deep { "https://lantern.example/team/my%20site/" } else { "https://lantern.example/" };
        let links = if on_disk { LinkStyle::Files } else { LinkStyle::Web };
        let site = TestSite::new()
            .also(&format!("[pagination]\nper_page = {per_page}\n[nav]\nitems = [\"posts\", \"tags\", \"/posts\", {{ to = \"/feed.xml\", label = \"Feed\" }}]"))
            .base_url(base)
            .links(links);
        let site = if plaza { site.config("theme = \"tiny\"", "theme = \"plaza\"") } else { site };
        write_specs(&site, &specs, composed);
        let built = site.try_build();
        prop_assert!(built.written, "a site without mistakes has errors:\n{}", built.told());
        let faults = walk::faults(&built.files, base, on_disk);
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
        let mut folded = BTreeSet::new();
        for path in built.files.keys() {
            prop_assert_eq!(walk::illegal(path), None);
            prop_assert!(folded.insert(walk::on_a_folding_disk(path)), "{} is another output on some disks", path);
        }
    });
}

#[test]
fn two_cold_builds_give_the_same_bytes() {
    proptest!(cases(12), |(specs in specs())| {
        let build = || {
            let site = TestSite::new();
            write_specs(&site, &specs, false);
            let built = site.try_build();
            (built.told(), built.files)
        };
        prop_assert!(build() == build(), "two builds of one site differ");
    });
}

#[test]
fn a_heading_does_not_have_the_id_of_something_in_the_built_in_theme() {
    let body = "\n## Main\n\n## Recap\n\n## Looks back\n\n## Coming\n\n## Past\n\n## Y2026\n";
    let site = TestSite::plaza()
        .file(
            "content/posts/a.md",
            format!("+++\ntitle = \"A\"\ndate = 2026-11-01\nrecap_of = \"events/e\"\n+++\n{body}"),
        )
        .file(
            "content/events/e.md",
            format!("+++\ntitle = \"E\"\nstart = 2026-11-01T10:00:00\nrecap = \"posts/a\"\n+++\n{body}"),
        )
        .file("content/events/_index.md", format!("+++\ntitle = \"All\"\n+++\n{body}"));
    let faults = walk::faults(&site.build().files, "https://lantern.example/", false);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
