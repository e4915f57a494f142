//! 审核队列: who comes in, what lies on which shelf, one application by its number, who was faster.

use std::time::Duration;

use anyhow::ensure;
use integration_tests::browser::{Screen, journey, journey_in_a_hurry};

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
