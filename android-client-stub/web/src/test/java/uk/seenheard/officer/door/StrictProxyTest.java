package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.seenheard.officer.NeedsChromium;

/**
 * What stands between a phone and the force: it answers in the server's place, and the officer
 * reads what that means; nothing counts as sent, and everything goes out once it is gone.
 */
@NeedsChromium
class StrictProxyTest extends OnePage {
  /** What answers, and what the officer reads when they press for what is new. */
  enum Between {
    FAULT("The server is busy; what is queued stays here and goes out later.") {
      @Override
      void answer(HttpExchange exchange) throws IOException {
        send(exchange, 500, "text/html", "<h1>Internal error</h1>");
      }
    },
    ASKS_TO_WAIT("The server is busy; what is queued stays here and goes out later.") {
      @Override
      void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", "120");
        send(exchange, 429, "application/json", "{\"type\":\"/problems/too-many\"}");
      }
    },
    CAPTIVE_PORTAL("No signal; what is queued stays here and goes out later.") {
      @Override
      void answer(HttpExchange exchange) throws IOException {
        send(
            exchange,
            200,
            "text/html",
            "<!doctype html><title>Free WiFi</title><script>alert(1)</script>");
      }
    },
    ELSEWHERE("No signal; what is queued stays here and goes out later.") {
      @Override
      void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", "http://wifi.invalid/login");
        send(exchange, 302, "text/html", "");
      }
    },
    CUT_OFF("No signal; what is queued stays here and goes out later.") {
      @Override
      void answer(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 5_000);
        exchange.getResponseBody().write("{\"epoch\":1,".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        exchange.close();
      }
    };

    final String read;

    Between(String read) {
      this.read = read;
    }

    abstract void answer(HttpExchange exchange) throws IOException;

    static void send(HttpExchange exchange, int status, String type, String body)
        throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    }
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(Between.class)
  void whateverAnswersInTheServersPlaceTakesNothingAndTheOfficerReadsIt(Between between) {
    signal.instead = between::answer;
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.press("Add a child");
          officer.question("Have you seen").getByText("Yes").first().click();
          page.getByLabel("Child 1: seen, not heard").waitFor();
          officer.home();
          officer.press("Get what is new");
          page.locator("#trouble").filter(OfficerPage.saying(between.read)).waitFor();
          officer.truth(officer.queued() + " not sent");
          assertThat(officer.queued()).isGreaterThanOrEqualTo(3);
          assertThat(page.content()).doesNotContain("Free WiFi", "Internal error");
          assertThat(server.log).isEmpty();
          signal.instead = null;
          officer.press("Get what is new");
          officer.truth("Everything is at the force.");
          return true;
        });
    assertThat(has("child/", "seen", "yes")).isTrue();
    assertThat(chromium.complaints()).noneMatch(said -> said.startsWith("error: "));
  }

  @Test
  void whoeverIsAskedToComeBackLaterDoesUnlessTheOfficerPressesForIt() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.truth("Everything is at the force.");
          signal.instead = Between.ASKS_TO_WAIT::answer;
          officer.press("Add a child");
          page.waitForCondition(() -> signal.answeredInstead.get() > 0);
          officer.truth("not sent");
          told(page);
          int asked = quiet(page);
          for (String answer : new String[] {"Yes", "No", "Yes", "No"}) {
            officer.question("Have you seen").getByText(answer).first().click();
            officer
                .question("Have you seen")
                .locator(".chip[aria-pressed=true]")
                .filter(OfficerPage.saying(answer))
                .waitFor();
          }
          told(page);
          assertThat(signal.answeredInstead.get()).isEqualTo(asked);
          officer.home();
          officer.press("Get what is new");
          page.waitForCondition(() -> signal.answeredInstead.get() > asked);
          return true;
        });
  }

  /** How often it was asked, once exchanges that were under way have ended. */
  private int quiet(Page page) {
    int before;
    do {
      before = signal.answeredInstead.get();
      page.waitForTimeout(2_000);
    } while (signal.answeredInstead.get() != before);
    return before;
  }

  /** The worker answered everything that it was asked before. */
  private static void told(Page page) {
    new OfficerPage(page).queued();
  }
}
