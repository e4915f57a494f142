//! What stands in a table file (.xlsx).

use std::io::{Cursor, Read as _};

use roxmltree::{Document, Node};

/// The rows of its first sheet, the head before them, each cell as text. A cell that is computed is none that the service
/// writes.
///
/// # Panics
/// Where it is no such file, or holds a formula.
pub fn rows(file: &[u8]) -> Vec<Vec<String>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a zip file");
    let mut sheet = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").expect("a sheet").read_to_string(&mut sheet).expect("its text");
    let sheet = Document::parse(&sheet).expect("XML");
    let of =
        |node: Node<'_, '_>, name: &str| node.has_tag_name((node.tag_name().namespace().unwrap_or_default(), name));
    assert!(!sheet.descendants().any(|node| of(node, "f")), "a cell is computed");
    sheet.descendants().filter(|node| of(*node, "row")).map(|row| cells(row)).collect()
}

fn cells(row: Node<'_, '_>) -> Vec<String> {
    let mut cells = Vec::new();
    for cell in row.children().filter(Node::is_element) {
        // Empty cells are left out: the place says how many. No table here is wider than the alphabet.
        let letter = cell.attribute("r").and_then(|place| place.bytes().next()).expect("a place");
        cells.resize(usize::from(letter - b'A'), String::new());
        cells.push(cell.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect());
    }
    cells
}
