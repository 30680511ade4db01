//! `handbill poster render|sheet|designs`.

use handbill::poster::{Pixels, read};

use crate::site::Site;

/// The bytes of a file in the site's folder.
fn bytes(site: &Site, name: &str) -> Vec<u8> {
    std::fs::read(site.root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What the codes of a picture say.
fn codes(picture: &[u8]) -> Vec<String> {
    let rgb = image::load_from_memory(picture).expect("a picture").into_rgb8();
    read(&Pixels::new(rgb.width(), rgb.height(), rgb.into_raw()).expect("pixels"), None)
}

/// The address that the ledger has for a place, or for a page's own poster.
fn address(site: &Site, uid: &str, place: Option<&str>) -> String {
    let ran = site.run(&["poster", "codes", "--json"]).ends(0);
    let rows: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let of = |row: &&serde_json::Value| row["uid"] == uid && row["placement"].as_str() == place;
    let row = rows.as_array().expect("a list").iter().find(of).expect("a code");
    row["address"].as_str().expect("text").to_owned()
}

fn with_run() -> Site {
    let site = Site::new();
    site.write(
        "content/posters/doors.md",
        "+++\ntitle = \"Three doors\"\nuid = \"doors\"\ntarget = \"events/friday-mending\"\nformats = [\"square\"]\n\
         placements = [{ id = \"tofu\", label = \"Tofu shop\" }, { id = \"gate\" }, { id = \"ferry\", label = \"渡轮\" }]\n+++\n",
    );
    site
}

#[test]
fn a_poster_is_drawn_once_its_code_is_written_down() {
    let site = with_run();
    let ran = site.run(&["poster", "render", "events/friday-mending"]).ends(2);
    assert!(ran.stderr.contains("is not in codes.toml yet"), "{}", ran.stderr);
    site.run(&["poster", "codes", "--issue"]).ends(0);
    let ran = site.run(&["poster", "render", "events/friday-mending"]).ends(0);
    assert!(ran.stderr.contains("drew the portrait poster of “Friday mending”"), "{}", ran.stderr);
    let drawn = bytes(&site, "friday-mending-portrait.png");
    assert_eq!(codes(&drawn), [address(&site, "event/friday-mending", None)]);
    for (out, start) in [("a.pdf", &b"%PDF-"[..]), ("a.svg", b"<svg"), ("a.jpg", b"\xff\xd8")] {
        site.run(&[
            "poster",
            "render",
            "content/events/friday-mending.md",
            "--format",
            "a4",
            "--design",
            "leaf",
            "--out",
            out,
        ])
        .ends(0);
        assert!(bytes(&site, out).starts_with(start), "{out}");
    }
    site.run(&[
        "poster",
        "render",
        "posters/doors",
        "--placement",
        "ferry",
        "--format",
        "wide",
        "--out",
        "f.png",
    ])
    .ends(0);
    assert_eq!(codes(&bytes(&site, "f.png")), [address(&site, "doors", Some("ferry"))]);
    // Without a place it is the poster of the web: a scan of it is counted at none of the doors.
    site.run(&["poster", "render", "posters/doors", "--format", "wide", "--out", "web.png"]).ends(0);
    assert_eq!(codes(&bytes(&site, "web.png")), [address(&site, "doors", None)]);
}

#[test]
fn what_cannot_be_drawn_is_told_with_a_way_out() {
    let site = with_run();
    site.run(&["poster", "codes", "--issue"]).ends(0);
    for (arguments, told) in [
        (&["render", "events/friday-mendin"][..], "did you mean `events/friday-mending`?"),
        (&["render", "about"], "“About us” has no poster"),
        (&["render", "events/friday-mending", "--format", "a0"], "formats: wide, portrait"),
        (
            &["render", "events/friday-mending", "--design", "obie"],
            "designs here: broadside, leaf, obi, stub",
        ),
        (&["render", "events/friday-mending", "--out", "a.bmp"], ".png, .jpg, .svg or .pdf"),
        (&["render", "friday-mending"], "did you mean `events/friday-mending`?"),
        (&["render", "events/friday-mending", "--lang", "fr"], "it is in en"),
        (&["render", "AAAAAA"], "this site has no code `AAAAAA`"),
        (&["render", "events/friday-mending", "--out", "no/such/folder.png"], "cannot be written"),
        (&["render", "posters/doors", "--placement", "tofo"], "did you mean `tofu`?"),
        (&["sheet", "events/friday-mending"], "is no print run"),
        (&["sheet", "posters/doors", "--labels", "3"], "`--labels 3x8`"),
        (&["sheet", "posters/doors", "--paper", "b4"], "papers: a3, a4"),
    ] {
        let ends = if told == "cannot be written" { 3 } else { 2 };
        let ran = site.run(&[&["poster"], arguments].concat()).ends(ends);
        assert!(ran.stderr.contains(told), "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn a_poster_is_named_by_what_its_reader_has_at_hand() {
    let site = with_run();
    site.run(&["poster", "codes", "--issue"]).ends(0);
    let ferry = address(&site, "doors", Some("ferry"));
    let code = ferry.trim_end_matches('/').rsplit('/').next().expect("a code").to_owned();
    let night = "the wide poster of “Friday mending” → a.svg";
    let typed = format!("lantern.example/c/{}", code.to_lowercase());
    for (target, told) in [
        ("events/friday-mending/", night),
        ("./content/events/friday-mending.md", night),
        ("http://127.0.0.1:4100/events/friday-mending/index.html", night),
        ("/posters/events/friday-mending/", night),
        (&code, "“Three doors” for `ferry` → a.svg"),
        (&ferry, "“Three doors” for `ferry` → a.svg"),
        (&typed, "“Three doors” for `ferry` → a.svg"),
        ("posters/doors", "its code is that of the web, each of its 3 places has one of its own"),
    ] {
        let ran = site.run(&["poster", "render", target, "--format", "WIDE", "--out", "a.svg"]).ends(0);
        assert!(ran.stderr.contains(told), "{target}: {}", ran.stderr);
    }
    let list = site.run(&["poster", "codes"]).ends(0).stdout;
    assert!(list.contains(&format!("{ferry}  events/friday-mending/  posters/doors: 渡轮\n")), "{list}");
    // Places come in the order of their print run, behind its own code: whoever prints numbered books counts on it.
    let runs: Vec<&str> =
        list.lines().filter_map(|line| line.split_once("  posters/doors").map(|of| of.1)).collect();
    assert_eq!(runs, ["", ": Tofu shop", ": gate", ": 渡轮"]);
}

#[test]
fn a_label_is_large_enough_to_be_scanned_or_it_is_not_printed() {
    let site = with_run();
    site.run(&["poster", "codes", "--issue"]).ends(0);
    // Neither is a whole number of the pixels in which its code is read back.
    for grid in [&["--labels", "1x1"][..], &["--paper", "a3"]] {
        site.run(&[&["poster", "sheet", "posters/doors", "--out", "l.pdf"], grid].concat()).ends(0);
    }
    let ran = site.run(&["poster", "sheet", "posters/doors", "--labels", "4x16", "--out", "l.pdf"]).ends(0);
    assert!(
        ran.stderr.contains("warning[poster::far-code]: the code on a label of 52 × 19 mm"),
        "{}",
        ran.stderr
    );
    let ran = site.run(&["poster", "sheet", "posters/doors", "--labels", "10x20", "--out", "no.pdf"]).ends(1);
    assert!(ran.stderr.contains("printers and phones need 0.25 mm"), "{}", ran.stderr);
    assert!(!site.root().join("no.pdf").exists());
}

#[test]
fn what_a_label_cannot_say_is_told_where_it_is_written() {
    let site = with_run();
    let long = "The shelf beside the window that looks at the canal, ".repeat(6);
    site.write("data/doors.csv", &format!("id,label\nwindow,\"{long}\"\nferry,渡轮\n"));
    let run = "+++\ntitle = \"Doors\"\nuid = \"doors\"\ntarget = \"events/friday-mending\"\nplacements = [{ id = \"gate\" }]\n\
               placements_csv = \"data/doors.csv\"\n+++\n";
    site.write("content/posters/doors.md", run);
    site.run(&["poster", "codes", "--issue"]).ends(0);
    let sheet = ["poster", "sheet", "posters/doors", "--out", "l.pdf"];
    let ran = site.run(&sheet).ends(0);
    assert!(
        ran.stderr.contains("“The shelf beside the window that looks a…” does not fit on a label"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("data/doors.csv:2:1") && ran.stderr.contains("set 3 labels"),
        "{}",
        ran.stderr
    );
    // Every character that no font has, of every place, at once.
    site.write("data/doors.csv", "id,label\nwindow,😀 window\nferry,The عبّارة\n");
    let ran = site.run(&sheet).ends(1);
    for told in ["`😀` (U+1F600) for the label of the place `window`", "(U+0639)", "data/doors.csv:3:1"] {
        assert!(ran.stderr.contains(told), "{told}: {}", ran.stderr);
    }
}

#[test]
fn labels_fill_their_sheets_in_the_order_of_the_places() {
    let site = with_run();
    site.run(&["poster", "codes", "--issue"]).ends(0);
    let ran = site
        .run(&["poster", "sheet", "posters/doors", "--labels", "1x2", "--cut-marks", "--out", "l.pdf"])
        .ends(0);
    assert!(ran.stderr.contains("set 3 labels of “Three doors” on 2 pages"), "{}", ran.stderr);
    let pdf = bytes(&site, "l.pdf");
    assert!(pdf.starts_with(b"%PDF-"));
    let pages = String::from_utf8_lossy(&pdf).matches("/Type/Page/").count()
        + String::from_utf8_lossy(&pdf).matches("/Type /Page\n").count();
    assert!(pages == 2 || String::from_utf8_lossy(&pdf).contains("/Count 2"), "{pages} pages");
    // The same input gives the same bytes.
    site.run(&["poster", "sheet", "posters/doors", "--labels", "1x2", "--cut-marks", "--out", "again.pdf"])
        .ends(0);
    assert_eq!(bytes(&site, "again.pdf"), pdf);
}

#[test]
fn every_design_is_shown_in_one_picture() {
    let site = Site::new();
    let ran = site.run(&["poster", "designs"]).ends(0);
    assert!(ran.stderr.contains("drew 4 designs in 5 formats → designs.png"), "{}", ran.stderr);
    let sheet = image::load_from_memory(&bytes(&site, "designs.png")).expect("a picture");
    assert!(sheet.width() > 1_500 && sheet.height() > 2_000, "{} × {}", sheet.width(), sheet.height());
    // A look at designs is no reason to write into the site.
    assert!(!site.root().join("codes.toml").exists());
}
