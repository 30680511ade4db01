//! What a drawing may hold (SVG 2): an allow-list, since what is not known is not known to be harmless.

/// Elements that draw, describe or move, sorted by their bytes.
const ELEMENTS: [&str; 64] = [
    "animate",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tref",
    "tspan",
    "use",
    "view",
    "hatch",
    "hatchpath",
    "mesh",
    "solidcolor",
];

/// Elements that may do something: a writer is told that they are gone. Of others, such as a drawing program's own
/// notes, nobody misses anything.
const ACTIVE: [&str; 14] = [
    "script",
    "foreignObject",
    "iframe",
    "embed",
    "object",
    "audio",
    "video",
    "handler",
    "listener",
    "html",
    "link",
    "base",
    "meta",
    "canvas",
];

/// Attributes that any element may have.
#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "accumulate", "additive", "alignment-baseline", "amplitude", "attributeName", "attributeType", "azimuth",
    "baseFrequency", "baseline-shift", "begin", "bias", "by", "calcMode", "class", "clip", "clip-path", "clip-rule",
    "clipPathUnits", "color", "color-interpolation", "color-interpolation-filters", "color-rendering", "cx", "cy",
    "d", "diffuseConstant", "direction", "display", "divisor", "dominant-baseline", "dur", "dx", "dy", "edgeMode",
    "elevation", "end", "exponent", "fill", "fill-opacity", "fill-rule", "filter", "filterRes", "filterUnits",
    "flood-color", "flood-opacity", "font", "font-family", "font-feature-settings", "font-kerning", "font-size",
    "font-size-adjust", "font-stretch", "font-style", "font-variant", "font-weight", "from", "fr", "fx", "fy",
    "gradientTransform", "gradientUnits", "height", "href", "id", "image-rendering", "in", "in2", "intercept",
    "isolation", "k1", "k2", "k3", "k4", "kernelMatrix", "kernelUnitLength", "keyPoints", "keySplines", "keyTimes",
    "lang", "lengthAdjust", "letter-spacing", "lighting-color", "limitingConeAngle", "marker", "marker-end",
    "marker-mid", "marker-start", "markerHeight", "markerUnits", "markerWidth", "mask", "mask-type",
    "maskContentUnits", "maskUnits", "max", "media", "method", "min", "mix-blend-mode", "mode", "numOctaves",
    "offset", "opacity", "operator", "order", "orient", "orientation", "origin", "overflow", "overline-position",
    "paint-order", "path", "pathLength", "patternContentUnits", "patternTransform", "patternUnits",
    "pointer-events", "points", "pointsAtX", "pointsAtY", "pointsAtZ", "preserveAlpha", "preserveAspectRatio",
    "primitiveUnits", "r", "radius", "refX", "refY", "repeatCount", "repeatDur", "requiredFeatures", "restart",
    "result", "role", "rotate", "rx", "ry", "scale", "seed", "shape-rendering", "side", "slope", "solid-color",
    "solid-opacity", "spacing", "specularConstant", "specularExponent", "spreadMethod", "startOffset",
    "stdDeviation", "stitchTiles", "stop-color", "stop-opacity", "stroke", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity",
    "stroke-width", "style", "surfaceScale", "systemLanguage", "tableValues", "targetX", "targetY", "text-anchor",
    "text-decoration", "text-orientation", "text-overflow", "text-rendering", "textLength", "to", "transform",
    "transform-box", "transform-origin", "type", "unicode-bidi", "values", "vector-effect", "version", "viewBox",
    "visibility", "white-space", "width", "word-spacing", "writing-mode", "x", "x1", "x2", "xChannelSelector", "y",
    "y1", "y2", "yChannelSelector", "z", "zoomAndPan",
];

/// Elements that name what an attribute of others becomes over time.
const MOVERS: [&str; 4] = ["animate", "animateMotion", "animateTransform", "set"];

/// What a name of an element means here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It stays.
    Keep,
    /// A group stands in its place: what it holds stays.
    Group,
    /// It goes with what it holds, and the writer is told.
    DropAndTell,
    /// It goes with what it holds.
    Drop,
}

/// Judges an element of SVG's own namespace.
pub(super) fn element(name: &str) -> Verdict {
    if ELEMENTS.contains(&name) {
        Verdict::Keep
    } else if name == "a" {
        Verdict::Group
    } else if is_active(name) {
        Verdict::DropAndTell
    } else {
        Verdict::Drop
    }
}

/// Whether an element of this name does something, in whatever namespace.
pub(super) fn is_active(name: &str) -> bool {
    ACTIVE.iter().any(|active| name.eq_ignore_ascii_case(active))
}

/// Whether an attribute without prefix may stand anywhere.
pub(super) fn attribute(name: &str) -> bool {
    name.starts_with("aria-") || ATTRIBUTES.contains(&name)
}

/// Whether an element moves another one's attributes.
pub(super) fn is_mover(element: &str) -> bool {
    MOVERS.contains(&element)
}

/// Whether an attribute may be moved: none that leads somewhere or runs something.
pub(super) fn may_move(attribute_name: &str) -> bool {
    let name = attribute_name.trim();
    attribute(name) && !matches!(name, "href" | "style" | "class" | "id" | "attributeName")
}

/// Whether an element may show a picture that stands inside the address itself.
pub(super) fn shows_pictures(element: &str) -> bool {
    matches!(element, "image" | "feImage")
}
