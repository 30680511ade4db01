//! Schemes of addresses: which may stand in content, which never.

/// Schemes that a link of content may have; others run code or open what a reader does not expect.
pub const LINK_SCHEMES: [&str; 10] =
    ["http", "https", "mailto", "tel", "sms", "geo", "webcal", "xmpp", "matrix", "weixin"];

/// Schemes that run code or stand for a document of the writer's own making.
pub const UNSAFE_SCHEMES: [&str; 8] =
    ["javascript", "vbscript", "jscript", "livescript", "mocha", "data", "blob", "filesystem"];
