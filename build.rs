//! Tells cargo that the embedded theme and the starters are inputs of the program.

fn main() {
    println!("cargo::rerun-if-changed=themes/plaza");
    println!("cargo::rerun-if-changed=starter");
}
