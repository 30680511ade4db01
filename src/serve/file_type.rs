//! What a browser is told of a file's type, by its name.

use crate::model::OutputPath;

/// The type of pages.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// Whether files of such a name may be drawn: pictures, and posters.
pub(super) fn is_drawing(path: &str) -> bool {
    let kind = of_name(path.rsplit('/').next().unwrap_or_default());
    kind.starts_with("image/") || kind == "application/pdf"
}

/// The type of an output; every text of ours is UTF-8.
pub(super) fn of(path: &OutputPath) -> &'static str {
    of_name(path.as_str().rsplit('/').next().unwrap_or_default())
}

fn of_name(name: &str) -> &'static str {
    if matches!(name, "_headers" | "_redirects") {
        return "text/plain; charset=utf-8";
    }
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    match extension.as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "txt" | "md" | "toml" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "opus" => "audio/ogg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "wasm" => "application/wasm",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}
