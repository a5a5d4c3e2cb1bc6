package uk.seenheard.api.ground.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import uk.seenheard.api.ground.contract.PublishedContract;
import uk.seenheard.api.ground.roster.Role;

/**
 * Walks every route of the contract that a server has with every role and with every login that is
 * none: nobody gets through a door that the contract does not open for them.
 */
public abstract class AccessMatrix {
  private static final List<String> ROLES = Stream.of(Role.values()).map(Role::word).toList();

  /** The server, with some or all doors. */
  protected abstract Served served();

  /** The token of somebody with that role. */
  protected abstract String login(String role);

  /** Tokens that are no login here, by what is wrong with them. */
  protected abstract List<String> badLogins();

  @TestFactory
  Stream<DynamicTest> everyRouteWithEveryRole() {
    List<DynamicTest> tests = new ArrayList<>();
    for (PublishedContract.Operation operation : PublishedContract.operations()) {
      if (!served().server().routes().contains(operation.route()) || operation.stream()) {
        continue;
      }
      if (operation.roles().isEmpty()) {
        tests.add(
            DynamicTest.dynamicTest(operation + " without a login", () -> assertOpen(operation)));
        continue;
      }
      tests.add(
          DynamicTest.dynamicTest(operation + " without a login", () -> assertShut(operation)));
      for (String role : ROLES) {
        tests.add(
            DynamicTest.dynamicTest(
                operation + " as " + role, () -> assertAsTheContractSays(operation, role)));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private void assertOpen(PublishedContract.Operation operation) throws Exception {
    Served.Reply reply = ask(operation, null);
    assertThat(reply.status()).isNotIn(403, 405).isLessThan(500);
    assertThat(reply.body()).doesNotContain("\"unauthenticated\"");
  }

  private void assertShut(PublishedContract.Operation operation) throws Exception {
    List<String> bearers = new ArrayList<>(badLogins());
    bearers.add(null);
    bearers.add("");
    bearers.add("nonsense");
    for (String bearer : bearers) {
      Served.Reply reply = ask(operation, bearer);
      assertThat(reply.status()).as(operation.toString()).isEqualTo(401);
      assertThat(reply.problem()).isEqualTo("unauthenticated");
    }
  }

  private void assertAsTheContractSays(PublishedContract.Operation operation, String role)
      throws Exception {
    Served.Reply reply = ask(operation, login(role));
    if (operation.roles().contains(role)) {
      assertThat(reply.status()).as(reply.body()).isNotIn(401, 403, 405).isLessThan(500);
    } else {
      assertThat(reply.status()).as(reply.body()).isEqualTo(403);
      assertThat(reply.problem()).isEqualTo("forbidden");
    }
  }

  private Served.Reply ask(PublishedContract.Operation operation, String bearer) throws Exception {
    HttpRequest.Builder request = served().request(operation.samplePath());
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    if (operation.method().equals("GET")) {
      return served().send(request.GET());
    }
    return served()
        .send(
            request
                .header("Content-Type", "application/json")
                .method(operation.method(), HttpRequest.BodyPublishers.ofString("{}")));
  }
}
