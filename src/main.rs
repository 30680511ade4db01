//! The program `handbill`.

fn main() {}
