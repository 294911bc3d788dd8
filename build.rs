//! Notes what the program is built with, for `vigie doctor`.

#![allow(clippy::print_stdout)]

use std::env;
use std::process::Command;

fn main() {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let said = Command::new(rustc).arg("--version").output().ok().and_then(|output| String::from_utf8(output.stdout).ok());
    let version = said.as_deref().and_then(|said| said.split_whitespace().nth(1)).unwrap_or("?");
    println!("cargo::rustc-env=VIGIE_RUSTC={version}");
    println!("cargo::rustc-env=VIGIE_TARGET={}", env::var("TARGET").unwrap_or_default());
    println!("cargo::rerun-if-changed=build.rs");
}
