//! 审核队列: who comes in, what lies on which shelf, one application by its number, who was faster.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use integration_tests::browser::{Page, Screen, Stage, journey, journey_in_a_hurry};
use integration_tests::copies::Copy;
use integration_tests::table_file;

use crate::{PASSWORD, demo};

#[tokio::test]
async fn a_reviewer_comes_in_with_a_second_factor_and_goes_back_to_the_page_that_was_asked_for() {
    journey(async |stage| {
        let first = stage.server.reviewer("first1", "赵敏", "first", &[]).await?;
        let page = stage.browser(Screen::Wide).await?;
        // A quiet link leads there from the enterprises' log-in.
        page.go("/login").await?;
        page.click("agency-link").await?;
        page.at("/agency/login").await?;
        page.go("/agency?shelf=mine").await?;
        page.at("/agency/login").await?;
        page.click("submit").await?;
        page.see("error-summary").await?;
        ensure!(page.count("login-error").await? == 1, "an empty name is told at its field");
        page.prove_reviewer(&first, "000000").await?;
        page.see("error-summary").await?;
        let recovery = first.recovery.first().cloned().unwrap_or_default();
        page.prove_reviewer(&first, &recovery).await?;
        page.at("/agency").await?;
        page.reads("reviewer", "赵敏").await?;
        page.reads("empty", "您还没有受理申请").await?;
        page.keeps_no_secret(&recovery).await?;
        // A reviewer is nobody of an enterprise.
        page.go("/home").await?;
        page.at("/login").await?;
        page.go("/agency").await?;
        page.click("agency-log-out").await?;
        page.at("/agency/login").await?;
        page.go("/agency").await?;
        page.at("/agency/login").await
    })
    .await;
}

#[tokio::test]
async fn the_queue_shows_who_holds_what_and_who_was_faster() {
    journey(async |stage| {
        let one = stage.server.reviewer("first1", "赵敏", "first", &[]).await?;
        let two = stage.server.reviewer("first2", "孙立", "first", &["--lead"]).await?;
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let application = filing.complete(0).await?;
        let id = application.id.as_str();
        filing.submit(id).await?;
        let (fast, slow) = (stage.browser(Screen::Wide).await?, stage.browser(Screen::Wide).await?);
        fast.log_in_reviewer(&one).await?;
        slow.log_in_reviewer(&two).await?;
        slow.see(&format!("claim-{id}")).await?;
        fast.click(&format!("claim-{id}")).await?;
        fast.see("review-release").await?;
        slow.click(&format!("claim-{id}")).await?;
        slow.see("queue-refused").await?;
        slow.click("shelf-held").await?;
        slow.reads("holder", "赵敏").await?;
        slow.is_sane().await?;

        // By its number, whatever the shelf; a number that nobody has.
        slow.fill("queue-number", &application.document_number).await?;
        slow.click("queue-search").await?;
        slow.see(&format!("review-{id}")).await?;
        slow.fill("queue-number", "220102199001011234").await?;
        slow.click("queue-search").await?;
        slow.reads("empty", "没有这个证件号码").await?;
        slow.click("queue-number-clear").await?;
        slow.see("shelf-held").await?;

        // Who leads takes over; the other one is told.
        slow.go(&format!("/agency/reviews/{id}")).await?;
        slow.click("review-take_over").await?;
        slow.click("decision-yes").await?;
        slow.see("review-release").await?;
        fast.click("review-release").await?;
        fast.reads("work-said", "刚刚被别人处理过").await?;
        fast.gone("review-approve").await?;
        fast.is_sane().await
    })
    .await;
}

/// Waits until so many applications are shown.
async fn rows(page: &Page, count: usize) -> Result<()> {
    let script = format!(
        "const table = document.querySelector('[data-testid=reviews]');
         const rows = document.querySelectorAll('[data-testid=review-row]');
         return rows.length === {count} && !table?.hasAttribute('aria-busy') || null"
    );
    page.until_script(&script).await.with_context(|| format!("{count} rows"))?;
    Ok(())
}

/// What the address asks for.
async fn query(page: &Page) -> Result<String> {
    let query = page.script("return decodeURIComponent(location.search)").await?;
    Ok(query.as_str().unwrap_or_default().to_owned())
}

/// Five applications that wait, one of them long overdue; the name of the one submitted last, and when.
async fn five_wait(stage: &Stage) -> Result<(String, DateTime<Utc>)> {
    let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
    let whole = filing.complete(0).await?;
    let at = filing.submit(&whole.id).await?.submitted_at.context("when it was submitted")?;
    let waiting =
        [("诸葛明", "female_55", 60), ("诸葛亮", "male", 9), ("欧阳海", "female_50", 2), ("=诸葛", "female_50", 1)];
    let copies = (0..).zip(waiting).map(|(number, (name, category, days))| {
        Copy::new(number, name, Some("2027-03")).of(category).submitted(at - TimeDelta::days(days))
    });
    stage.server.copy_application(&whole.id, copies.collect()).await?;
    Ok((whole.name, at))
}

#[tokio::test]
async fn the_queue_is_narrowed_by_filters_that_live_in_the_address_and_taken_along_as_a_table() {
    journey(async |stage| {
        let (last, at) = five_wait(stage).await?;
        let reviewer = stage.server.reviewer("first1", "赵敏", "first", &[]).await?;
        let page = stage.browser(Screen::Wide).await?;
        page.log_in_reviewer(&reviewer).await?;
        rows(&page, 5).await?;
        page.is_sane().await?;
        for (width, height) in [(820, 1180), (1280, 800)] {
            page.resize(width, height).await?;
            page.fits().await?;
            page.sketch(&format!("queue-filters-{width}")).await?;
        }

        // Category and a part of the name; the address says so, and brings the queue back.
        page.choose("filter-category", "female_50").await?;
        page.fill("filter-name", "葛").await?;
        page.click("filter-apply").await?;
        rows(&page, 1).await?;
        page.reads("review-row", "=诸葛").await?;
        ensure!(query(&page).await? == "?name=葛&category=female_50", "the address asks for {}", query(&page).await?);
        page.reload().await?;
        rows(&page, 1).await?;
        page.holds("filter-name", "葛").await?;
        page.holds("filter-category", "female_50").await?;
        // Another shelf keeps the filters; back is the queue before.
        page.click("shelf-mine").await?;
        page.see("filter-clear-all").await?;
        page.reads("empty", "清空").await?;
        page.is_sane().await?;
        page.sketch("queue-filters-1280-none").await?;
        page.back().await?;
        rows(&page, 1).await?;
        page.click("filter-clear").await?;
        rows(&page, 5).await?;
        page.holds("filter-name", "").await?;

        // Days: a wrong end lands at its field, and nothing is asked.
        let day = |before: i64| (at + TimeDelta::hours(8) - TimeDelta::days(before)).date_naive().to_string();
        page.set_date("filter-submitted_from", &day(2)).await?;
        page.set_date("filter-submitted_to", &day(9)).await?;
        page.click("filter-apply").await?;
        page.see("submitted_to-error").await?;
        page.set_date("filter-submitted_from", &day(9)).await?;
        page.set_date("filter-submitted_to", &day(2)).await?;
        page.click("filter-apply").await?;
        rows(&page, 2).await?;
        // One by its number is looked for whatever narrows the queue, and gives the queue back.
        page.fill("queue-number", "220102199001011234").await?;
        page.click("queue-search").await?;
        page.reads("empty", "没有这个证件号码").await?;
        page.click("queue-number-clear").await?;
        rows(&page, 2).await?;
        page.holds("filter-submitted_to", &day(2)).await?;

        // The table is that of the queue that is seen; the link leaves the page where it is.
        let address = page.attribute("export", "href").await?.context("a link to the table")?;
        let table = table_file::rows(&page.download(&address).await?);
        let names: Vec<&str> = table.iter().filter_map(|row| row.first()).map(String::as_str).collect();
        ensure!(names == ["姓名", "诸葛亮", "欧阳海"], "the table holds {names:?}");
        page.click("export").await?;
        page.click("queue-refresh").await?;
        rows(&page, 2).await?;
        page.click("filter-clear").await?;
        rows(&page, 5).await?;
        let address = page.attribute("export", "href").await?.context("a link to the table")?;
        let table = table_file::rows(&page.download(&address).await?);
        ensure!(table.last().and_then(|row| row.first()) == Some(&last), "the table holds {table:?}");

        // By hand: what the server refuses is said at its field.
        page.go("/agency?category=x").await?;
        page.see("category-error").await?;
        page.click("filter-clear").await?;
        rows(&page, 5).await
    })
    .await;
}

#[tokio::test]
async fn a_phone_folds_the_filters_away_and_says_how_many_are_in_force() {
    journey(async |stage| {
        five_wait(stage).await?;
        let reviewer = stage.server.reviewer("first1", "赵敏", "first", &[]).await?;
        let page = stage.browser(Screen::Phone).await?;
        page.log_in_reviewer(&reviewer).await?;
        rows(&page, 5).await?;
        page.is_sane().await?;
        page.sketch("queue-filters-390").await?;
        page.gone("filter-apply").await?;
        page.click("filter-open").await?;
        page.choose("filter-category", "female_55").await?;
        page.fill("filter-name", "诸葛").await?;
        page.is_sane().await?;
        page.sketch("queue-filters-390-open").await?;
        page.click("filter-apply").await?;
        rows(&page, 1).await?;
        page.gone("filter-apply").await?;
        page.reads("filter-open", "2").await?;
        let weight = "return getComputedStyle(document.querySelector('[data-testid=shelf-open]')).fontWeight";
        ensure!(page.script(weight).await? == "600", "the shelf that is shown looks like any other");
        page.sketch("queue-filters-390-narrowed").await?;
        page.click("shelf-mine").await?;
        page.see("filter-clear-all").await?;
        page.sketch("queue-filters-390-none").await?;
        page.click("filter-clear-all").await?;
        page.reads("empty", "您还没有受理申请").await?;
        page.click("shelf-all").await?;
        rows(&page, 5).await
    })
    .await;
}

#[tokio::test]
async fn a_withdrawal_in_time_is_told_and_a_claim_that_was_left_alone_runs_out() {
    journey_in_a_hurry(async |stage| {
        let one = stage.server.reviewer("first1", "赵敏", "first", &[]).await?;
        let two = stage.server.reviewer("first2", "孙立", "first", &[]).await?;
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.complete(0).await?.id;
        filing.submit(&id).await?;
        let (left, next) = (stage.browser(Screen::Wide).await?, stage.browser(Screen::Wide).await?);
        left.log_in_reviewer(&one).await?;
        next.log_in_reviewer(&two).await?;

        // The agent takes it back while a reviewer looks at the queue.
        left.see(&format!("claim-{id}")).await?;
        let agent = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        agent.go(&format!("/applications/{id}")).await?;
        agent.click("action-withdraw").await?;
        agent.click("confirm-withdraw-yes").await?;
        agent.see("action-submit").await?;
        left.click(&format!("claim-{id}")).await?;
        left.see("queue-refused").await?;

        // Submitted again it is claimed, left alone, and another one's next.
        filing.submit(&id).await?;
        left.go("/agency").await?;
        left.click(&format!("claim-{id}")).await?;
        left.see("review-approve").await?;
        next.go("/agency?shelf=held").await?;
        next.reads("holder", "赵敏").await?;
        // The page told once that somebody was at it; from then on it is a minute.
        tokio::time::sleep(Duration::from_secs(80)).await;
        next.click("queue-next").await?;
        next.at(&format!("/agency/reviews/{id}")).await?;
        next.see("review-approve").await?;
        next.click("pane-history").await?;
        next.reads("history", "受理到期").await?;
        left.click("review-release").await?;
        left.reads("work-said", "刚刚被别人处理过").await?;
        left.gone("review-approve").await
    })
    .await;
}

#[tokio::test]
async fn the_working_page_is_sound_in_english_and_large_print() {
    for screen in [Screen::Small, Screen::Wide] {
        journey(async |stage| {
            let first = stage.server.reviewer("first1", "赵敏", "first", &[]).await?;
            let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
            let id = filing.complete(0).await?.id;
            filing.submit(&id).await?;
            let page = stage.browser(screen).await?;
            page.prefer("en", true).await?;
            page.log_in_reviewer(&first).await?;
            page.see("review-row").await?;
            page.is_sane().await?;
            if screen.is_phone() {
                page.click("filter-open").await?;
                page.is_sane().await?;
                page.sketch(&format!("agency-{}-en-filters", screen.size().0)).await?;
            }
            page.click("queue-next").await?;
            page.see("work").await?;
            for pane in ["form", "history", "decide"] {
                page.click(&format!("pane-{pane}")).await?;
                page.is_sane().await?;
                page.sketch(&format!("agency-{}-en-{pane}", screen.size().0)).await?;
            }
            page.click("flag-application").await?;
            page.see("reason-dialog").await?;
            page.is_sane().await
        })
        .await;
    }
}
