skip = Skip to { the text
back = Back
= nothing
