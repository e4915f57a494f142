//! The browser bundle: compiles the app to WebAssembly, binds it to JavaScript, names every file by its content.

mod bind;
mod face;
mod files;
mod finish;
mod page;
mod split;
mod vision;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context, Result};

use crate::{
    run::Console,
    wasm_toolchain::{TARGET, Toolchain},
    workspace::{Workspace, lock_flag},
};
pub(crate) use face::FACE;
use files::Files;
pub(crate) use files::{Sizes, with_suffix};
pub(crate) use finish::Finish;
pub(crate) use split::PART;
pub(crate) use vision::VISION;

const BOOT_SCRIPT: &str = include_str!("../shell/boot.js");
const BOOT_STYLE: &str = include_str!("../shell/boot.css");
const MANIFEST: &str = include_str!("../shell/manifest.webmanifest");

/// What makes a bundle: when one of these changes, a bundle made before is out of date.
const RECIPE: [&str; 14] = [
    include_str!("bundle.rs"),
    include_str!("bundle/bind.rs"),
    include_str!("bundle/face.rs"),
    include_str!("bundle/files.rs"),
    include_str!("bundle/finish.rs"),
    include_str!("bundle/page.rs"),
    include_str!("bundle/split.rs"),
    include_str!("bundle/vision.rs"),
    include_str!("../shell/face.js"),
    include_str!("../shell/parts.js"),
    include_str!("../shell/vision.js"),
    BOOT_SCRIPT,
    BOOT_STYLE,
    MANIFEST,
];

/// Brings the bundle up to date and returns its folder.
pub(crate) fn build(
    workspace: &Workspace,
    toolchain: &Toolchain,
    finish: Finish,
    console: &Console<'_>,
) -> Result<PathBuf> {
    let compiler = Compiler { workspace, toolchain, finish, console };
    let wasm = compiler.compile("mobile", "the app", "mobile.wasm")?;
    let eye = compiler.compile("vision-worker", "the camera's eye", "vision_worker.wasm")?;
    let finder = compiler.compile("face-worker", "the finder of faces", "face_worker.wasm")?;
    let face = face::Eye::read(workspace, finder)?;
    let inputs = Inputs::read(workspace, eye, face)?;
    let stamp = inputs.stamp(&wasm);
    let folder = finish.folder(workspace);
    let stamp_file = folder.with_extension("stamp");
    let is_current = fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp);
    if is_current && folder.join("index.html").is_file() {
        return Ok(folder);
    }

    let started = Instant::now();
    let fresh = workspace.target().join(format!("app.new-{}", std::process::id()));
    remove(&fresh)?;
    let sizes = inputs.into_files(wasm, finish)?.write(&fresh, finish)?;
    remove(&stamp_file)?;
    replace(&folder, &fresh)?;
    fs::write(&stamp_file, stamp).with_context(|| format!("cannot write {}", stamp_file.display()))?;
    console.line(&format!(
        "app bundle: {} KB, {} KB gzip, {} KB brotli (bound and compressed in {:.1} s)",
        sizes.raw / 1000,
        sizes.gzip / 1000,
        sizes.brotli / 1000,
        started.elapsed().as_secs_f32()
    ));
    Ok(folder)
}

/// Compiles members of the workspace for the browser.
struct Compiler<'a> {
    workspace: &'a Workspace,
    toolchain: &'a Toolchain,
    finish: Finish,
    console: &'a Console<'a>,
}

impl Compiler<'_> {
    /// Compiles a package, which is called `what` where it fails; the bytes of its `file`.
    fn compile(&self, package: &str, what: &str, file: &str) -> Result<Vec<u8>> {
        let profile = self.finish.profile();
        let mut command = self.toolchain.cargo_build(self.workspace);
        command.args(["--package", package, "--profile", profile]);
        if package == "mobile" {
            command.args(self.finish.features());
        }
        command.args(lock_flag());
        self.console.run(&mut command, &format!("compiling {what} for the browser"))?;
        let file = self.toolchain.target_dir(self.workspace).join(TARGET).join(profile).join(file);
        fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
    }
}

/// Everything besides the compiled app.
struct Inputs {
    template: String,
    styles: Vec<(String, String)>,
    /// Files that styles and page point at: folder/name and bytes.
    statics: Vec<(String, Vec<u8>)>,
    /// The worker that looks at photos, as compiled.
    eye: Vec<u8>,
    /// The worker that finds faces.
    face: face::Eye,
}

impl Inputs {
    fn read(workspace: &Workspace, eye: Vec<u8>, face: face::Eye) -> Result<Self> {
        let page = workspace.root().join("mobile/index.html");
        let template = fs::read_to_string(&page).with_context(|| format!("cannot read {}", page.display()))?;
        let assets = workspace.root().join("assets");
        let mut styles = Vec::new();
        for (name, bytes) in folder(&assets, "styles")? {
            if name.ends_with(".css") {
                let text = String::from_utf8(bytes).with_context(|| format!("{name} is no UTF-8"))?;
                styles.push((name, text));
            }
        }
        let statics = folder(&assets, "icons")?;
        Ok(Self { template, styles, statics, eye, face })
    }

    fn stamp(&self, wasm: &[u8]) -> String {
        let mut all = vec![files::digest(wasm), files::digest(&self.eye), files::digest(self.template.as_bytes())];
        all.extend(self.face.parts().map(files::digest));
        all.extend(RECIPE.iter().map(|part| files::digest(part.as_bytes())));
        all.extend(self.styles.iter().map(|(name, text)| format!("{name} {}", files::digest(text.as_bytes()))));
        all.extend(self.statics.iter().map(|(name, bytes)| format!("{name} {}", files::digest(bytes))));
        all.join("\n")
    }

    fn into_files(self, wasm: Vec<u8>, finish: Finish) -> Result<Files> {
        let mut files = Files::default();
        let mut addresses = Vec::new();
        for (name, bytes) in self.statics {
            let (_, file) = name.split_once('/').unwrap_or(("", &name));
            let address = files.add_hashed(file, bytes);
            addresses.push((name, address));
        }
        let icons: Vec<page::Icon> = addresses
            .iter()
            .filter_map(|(name, address)| Some((name.strip_prefix("icons/")?.to_owned(), address.clone())))
            .collect();
        let css = files.add_hashed("app.css", style_sheet(&self.styles, &addresses).into_bytes());
        let manifest = files.add_hashed("manifest.webmanifest", page::manifest(MANIFEST, &icons)?);
        let boot = files.add_hashed("boot.js", BOOT_SCRIPT.into());
        let app = bind::bind(wasm, finish, &mut files)?;
        let vision_worker = vision::bind(&self.eye, &mut files)?;
        let face_worker = face::bind(&self.face, &mut files)?;
        let page = page::fill(
            &self.template,
            &[
                ("css", &css),
                ("boot", &boot),
                ("app_js", &app.script),
                ("app_wasm", &app.wasm),
                ("manifest", &manifest),
                ("icons", &page::icon_links(&icons)),
                ("modules", &app.preloads()),
                ("vision_worker", &vision_worker),
                ("face_worker", &face_worker),
            ],
        )?;
        files.add("index.html", page.into_bytes());
        Ok(files)
    }
}

/// The shell's own style first, then the app's in the order of their names; `../icons/x.svg` becomes the hashed address.
fn style_sheet(styles: &[(String, String)], addresses: &[(String, String)]) -> String {
    let mut sheet = BOOT_STYLE.to_owned();
    for (_, text) in styles {
        sheet.push('\n');
        sheet.push_str(text);
    }
    for (name, address) in addresses {
        sheet = sheet.replace(&format!("../{name}"), address);
    }
    sheet
}

fn folder(assets: &Path, name: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let Ok(entries) = assets.join(name).read_dir() else {
        return Ok(Vec::new());
    };
    let mut all = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let Some(file) = path.file_name().and_then(|file| file.to_str()) else {
            continue;
        };
        if path.is_file() && !file.starts_with('.') {
            let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            all.push((format!("{name}/{file}"), bytes));
        }
    }
    all.sort();
    Ok(all)
}

/// Puts the finished folder in the old one's place by renaming: a running server never sees half a bundle.
fn replace(folder: &Path, fresh: &Path) -> Result<()> {
    let old = fresh.with_extension(format!("old-{}", std::process::id()));
    if folder.exists() {
        fs::rename(folder, &old).with_context(|| format!("cannot move {}", folder.display()))?;
    }
    fs::rename(fresh, folder).with_context(|| format!("cannot put {} in place", folder.display()))?;
    remove(&old)
}

fn remove(path: &Path) -> Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::style_sheet;

    #[test]
    fn styles_point_at_hashed_files() {
        let styles = [("styles/a.css".to_owned(), ".a { background: url(\"../icons/a.svg\") }".to_owned())];
        let addresses = [("icons/a.svg".to_owned(), "/assets/a-1234.svg".to_owned())];
        assert!(style_sheet(&styles, &addresses).ends_with(".a { background: url(\"/assets/a-1234.svg\") }"));
    }
}
