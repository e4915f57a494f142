//! `reading` of a document: what a made card says, where it differs from the register, and a server without models.

use std::path::Path;

use backend::adapters::surreal::Vars;
use backend::services::demo_insured::DemoInsured;
use integration_tests::Answer;
use integration_tests::applications::{Office, PATH, PNG};
use ocr::fixtures::{Person, id_front, jpeg, photographed};
use poem::http::Method;
use shared::api::{AttachmentList, ComparedWith, LooksLike, ReadFieldCode as Code, ReadingOut, ServiceInfo};
use shared::identity::Sex;

async fn reading_office() -> Office {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/models");
    Office::open_with(|config| config.ocr.models = models).await
}

/// The front of that person's card.
fn card_of(insured: &DemoInsured) -> Person {
    Person {
        name: insured.name.clone(),
        male: insured.record.sex == Sex::Male,
        birth: insured.record.birth_date,
        number: insured.document_number.clone(),
        ..Person::made(1)
    }
}

/// Uploads a photo of a card; gives the document's id.
async fn attach(office: &Office, application: &str, kind: &str, card: &Person) -> String {
    let photo = jpeg(&photographed(&id_front(card), 2));
    let list: AttachmentList = office.attach(application, kind, &photo).await.expect(201);
    list.items.into_iter().find(|file| file.kind == kind).unwrap().id
}

async fn ask(office: &Office, application: &str, attachment: &str) -> Answer {
    let path = format!("{PATH}/{application}/attachments/{attachment}/reading");
    office.app.call(&office.agent, Method::POST, &path, None).await
}

#[tokio::test]
async fn a_card_is_read_once_and_compared_with_the_register() {
    let office = reading_office().await;
    let info: ServiceInfo = office.app.get("/service-info").await.expect(200);
    assert!(info.reading);
    let person = office.person();
    let made = office.create(person).await;
    let id = attach(&office, &made.id, "id_card_front", &card_of(person)).await;
    let read: ReadingOut = ask(&office, &made.id, &id).await.expect(200);
    assert_eq!(read.looks_like, Some(LooksLike::IdCardFront), "{read:?}");
    let value = |code| read.field(code).map(|field| field.value.clone()).unwrap_or_default();
    assert_eq!((value(Code::Name), value(Code::DocumentNumber)), (person.name.clone(), person.document_number.clone()));
    assert!(read.differences.is_empty(), "{read:?}");

    // The photo is not looked at a second time: it is not even there any more.
    let blobs: Vec<String> = {
        let mut answer = office.app.app.db.read("SELECT VALUE blob FROM attachment", Vars::new()).await.unwrap();
        answer.take(0).unwrap()
    };
    for blob in blobs {
        office.app.app.blobs.delete(&blob).await.unwrap();
    }
    let again: ReadingOut = ask(&office, &made.id, &id).await.expect(200);
    assert_eq!(again, read);

    // Another enterprise's is not found, with a reading kept or not.
    let stranger = office.app.legal_rep(9).await;
    let path = format!("{PATH}/{}/attachments/{id}/reading", made.id);
    office.app.call(&stranger, Method::POST, &path, None).await.refused(404, "not_found");
    ask(&office, &made.id, "nothing").await.refused(404, "not_found");
}

#[tokio::test]
async fn another_persons_card_and_another_paper_are_told() {
    let office = reading_office().await;
    let person = office.person();
    let made = office.create(person).await;
    let other = Person { name: "欧阳佩瑶".to_owned(), male: false, ..Person::made(4) };
    let id = attach(&office, &made.id, "id_card_front", &other).await;
    let read: ReadingOut = ask(&office, &made.id, &id).await.expect(200);
    let expected = |code| {
        let found = read.differences.iter().find(|difference| difference.field == code);
        found.map(|difference| (difference.expected.clone(), difference.source))
    };
    assert_eq!(expected(Code::Name), Some((person.name.clone(), ComparedWith::Register)), "{read:?}");
    assert_eq!(expected(Code::DocumentNumber), Some((person.document_number.clone(), ComparedWith::Register)));
    assert_eq!(expected(Code::Sex), Some(("male".to_owned(), ComparedWith::Register)));

    let id = attach(&office, &made.id, "household_register", &other).await;
    let read: ReadingOut = ask(&office, &made.id, &id).await.expect(200);
    assert_eq!(read.looks_like, Some(LooksLike::IdCardFront));
    assert!(read.fields.is_empty() && read.differences.is_empty(), "{read:?}");
}

#[tokio::test]
async fn without_models_everything_else_works() {
    let office = Office::open().await;
    let info: ServiceInfo = office.app.get("/service-info").await.expect(200);
    assert!(!info.reading);
    let made = office.create(office.person()).await;
    let list: AttachmentList = office.attach(&made.id, "id_card_front", PNG).await.expect(201);
    ask(&office, &made.id, &list.items[0].id).await.refused(503, "reading_unavailable");
}

#[tokio::test]
async fn a_photo_with_nothing_on_it_and_a_pdf_are_empty_readings() {
    let office = reading_office().await;
    let made = office.create(office.person()).await;
    for (kind, content) in [("id_card_front", PNG), ("id_card_back", b"%PDF-1.4\n%%EOF\n".as_slice())] {
        let answer = office.attach(&made.id, kind, content).await;
        // Whether such a PDF is taken at all is not this test's to say.
        let Some(file) = answer.json::<serde_json::Value>()["items"].as_array().and_then(|all| all.last()).cloned()
        else {
            continue;
        };
        let read: ReadingOut = ask(&office, &made.id, file["id"].as_str().unwrap()).await.expect(200);
        assert_eq!(read, ReadingOut::default());
    }
}
