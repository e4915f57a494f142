//! A network that breaks off at any byte: what has come is kept, and the photo arrives once and whole.

use std::net::SocketAddr;
use std::time::Duration;

use integration_tests::applications::{Office, PATH};
use integration_tests::uploads::photo;
use poem::http::Method;
use poem::listener::{Acceptor as _, Listener as _, TcpListener};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use shared::api::AttachmentList;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

const CUTS: usize = 100;

/// The application over a real network.
async fn serve(office: &Office) -> SocketAddr {
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.expect("a port");
    let address = *acceptor.local_addr()[0].as_socket_addr().expect("an address");
    let router = backend::http::router(office.app.app.clone());
    tokio::spawn(poem::Server::new_with_acceptor(acceptor).run(router));
    address
}

/// Sends a request and hangs up after so many bytes of it.
async fn send_and_hang_up(server: SocketAddr, request: &[u8], bytes: usize) {
    let mut stream = TcpStream::connect(server).await.expect("a connection");
    stream.write_all(&request[..bytes]).await.expect("sent");
    stream.shutdown().await.expect("hung up");
}

/// Waits until the upload has come so far; only a test that fails waits long.
async fn until(office: &Office, address: &str, offset: usize) {
    for _ in 0..600 {
        if office.offset(address).await == offset {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the upload stands at {} and not at {offset}", office.offset(address).await);
}

#[tokio::test]
async fn a_network_cut_at_a_hundred_bytes_loses_none() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let server = serve(&office).await;
    let file = photo(7, 1500, 1100);
    let address = office.upload_at(&Office::announce(&made.id, "other", "k", file.len())).await;
    let mut random = StdRng::seed_from_u64(7);
    let (mut offset, mut inside) = (0, 0);
    for cut in 0..CUTS {
        let head = format!(
            "PATCH {address} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\nTus-Resumable: 1.0.0\r\n\
             Content-Type: application/offset+octet-stream\r\nUpload-Offset: {offset}\r\nContent-Length: {}\r\n\r\n",
            office.agent.token,
            file.len() - offset
        );
        let request = [head.as_bytes(), &file[offset..]].concat();
        // Some cuts fall into the head; the last request is sent whole, and its answer is never read.
        let room = head.len() + (file.len() - offset) / (CUTS - cut) * 2;
        let bytes = if cut + 1 == CUTS { request.len() } else { random.random_range(1..room.min(request.len())) };
        send_and_hang_up(server, &request, bytes).await;
        let came = bytes.saturating_sub(head.len());
        inside += usize::from(came > 0);
        offset += came;
        until(&office, &address, offset).await;
    }
    assert_eq!(offset, file.len());
    assert!(inside > CUTS / 2, "most cuts fell into the file: {inside}");
    let path = format!("{PATH}/{}/attachments", made.id);
    let list: AttachmentList = office.app.call(&office.agent, Method::GET, &path, None).await.expect(200);
    let [document] = list.items.as_slice() else { panic!("{list:?}") };
    assert_eq!(office.upload_status(&address).await.header("x-attachment-id"), document.id);
    assert_eq!(office.document(&made.id, &document.id).await, photos::prepare(&file).unwrap().content);
}
