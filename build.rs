//! Tells cargo that the embedded themes and the starters are inputs of the program.

fn main() {
    println!("cargo::rerun-if-changed=themes");
    println!("cargo::rerun-if-changed=starter");
}
