package uk.seenheard.api.ground.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.http.Served;
import uk.seenheard.api.ground.server.HealthDoor;
import uk.seenheard.api.ground.server.Readiness;

/** The contract is whole, true to the code where that can be seen, and readable. */
class ContractTest {
  private final Vertx vertx = Vertx.vertx();
  private Served served;

  @BeforeEach
  void serve() throws Exception {
    served =
        Served.with(
            vertx,
            List.of(
                new ContractDoor(),
                new HealthDoor(
                    () ->
                        Future.succeededFuture(List.of(new Readiness.Check("store", true, ""))))));
  }

  @AfterEach
  void close() throws Exception {
    served.close();
  }

  @Test
  void itIsAnOpenApiContractAndTheServersAnswersFitIt() throws Exception {
    PublishedContract contract = PublishedContract.read(vertx);
    contract.assertFits("liveCheck", served.get("/health/live", null));
    contract.assertFits("readyCheck", served.get("/health/ready", null));
  }

  @Test
  void anAnswerThatDoesNotFitIsSeen() throws Exception {
    PublishedContract contract = PublishedContract.read(vertx);
    Served.Reply live = served.get("/health/live", null);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> contract.assertFits("readyCheck", live))
        .isNotNull();
  }

  @Test
  void everyOperationSaysWhoMayUseItAndHowItRefuses() {
    Contract contract = Contract.packed();
    Set<String> ids = new TreeSet<>();
    Set<String> tags = new TreeSet<>();
    contract.root().path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
    for (Contract.Operation operation : contract.operations()) {
      JsonNode node = operation.node();
      boolean open = node.has("security") && node.path("security").isEmpty();
      assertThat(node.has("x-roles")).as(operation.path()).isNotEqualTo(open);
      assertThat(node.path("summary").asText()).as(operation.path()).isNotEmpty();
      assertThat(tags).contains(operation.tag());
      assertThat(ids.add(operation.id())).as(operation.id()).isTrue();
      if (operation.path().startsWith("/v1/")) {
        assertThat(node.path("responses").has("default")).as(operation.path()).isTrue();
      }
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    Contract contract = Contract.packed();
    for (JsonNode reference : contract.root().findValues("$ref")) {
      assertThat(contract.root().at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
  }

  @Test
  void theProblemsOfTheCodeAreThoseOfTheContract() throws IOException {
    Pattern made =
        Pattern.compile(
            "Problem\\s*\\.of\\(\\s*[0-9]+,\\s*\"([a-z-]+)\"|[^.]of\\([0-9]+, \"([a-z-]+)\"");
    Set<String> named = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        for (Matcher at = made.matcher(Files.readString(source)); at.find(); ) {
          named.add(at.group(1) == null ? at.group(2) : at.group(1));
        }
      }
    }
    assertThat(named).contains("malformed", "unauthenticated", "too-large");
    assertThat(PublishedContract.problems()).isEqualTo(named);
  }

  @Test
  void itIsServedAsItIs() throws Exception {
    Served.Reply reply = served.get("/openapi.yaml", null);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/yaml");
    assertThat(reply.body()).isEqualTo(Files.readString(Path.of("openapi.yaml")));
  }

  @Test
  void itsPageShowsEveryOperationAndEveryLinkLeadsSomewhere() throws Exception {
    Served.Reply reply = served.get("/docs", null);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("text/html");
    for (PublishedContract.Operation operation : PublishedContract.operations()) {
      assertThat(reply.body()).contains("<code>" + operation.route() + "</code>");
    }
    Matcher links = Pattern.compile("href=\"#([^\"]+)\"").matcher(reply.body());
    int found = 0;
    while (links.find()) {
      assertThat(reply.body()).contains("id=\"" + links.group(1) + "\"");
      found++;
    }
    assertThat(found).isGreaterThan(30);
  }

  @Test
  void itsPageWorksUnderTheStrictPolicy() throws Exception {
    Served.Reply reply = served.get("/docs", null);
    assertThat(reply.header("Content-Security-Policy"))
        .contains("default-src 'none'")
        .doesNotContain("unsafe")
        .doesNotContain("*");
    assertThat(reply.body())
        .doesNotContain("<script")
        .doesNotContain("style=")
        .doesNotContain("<style");
  }

  @Test
  void aProblemsTypeLeadsToItsMeaning() throws Exception {
    Served.Reply known = served.get("/problems/forked", null);
    assertThat(known.status()).isEqualTo(303);
    assertThat(known.header("Location")).isEqualTo("/docs#problem-forked");
    assertThat(served.get("/docs", null).body()).contains("id=\"problem-forked\"");
    assertThat(served.get("/problems/nothing", null).status()).isEqualTo(404);
  }
}
