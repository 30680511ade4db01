//! Tells cargo that the embedded theme is an input of the program.

fn main() {
    println!("cargo::rerun-if-changed=themes/plaza");
}
