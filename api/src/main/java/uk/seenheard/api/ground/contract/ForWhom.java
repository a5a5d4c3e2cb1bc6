package uk.seenheard.api.ground.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.ground.http.Problem;

/**
 * For whom the contract opens an operation.
 *
 * @param roles the words of the roles that may use it, in the contract's order; empty when it needs
 *     no login
 * @param scopes of machines, those that are for one of these; of none no machine
 * @param summary what the operation does, in the contract's words
 */
public record ForWhom(List<String> roles, List<String> scopes, String summary) {
  static final String KEY = "seenheard.for-whom";
  private static final Map<String, String> PEOPLE =
      Map.of(
          "officer", "an officer",
          "supervisor", "a supervisor",
          "inspector", "an inspector",
          "integrator", "the records system",
          "triage", "whoever triages notices",
          "recipient", "a recipient of notices");

  /** Copies the lists. */
  public ForWhom {
    roles = List.copyOf(roles);
    scopes = List.copyOf(scopes);
  }

  static ForWhom of(JsonNode operation) {
    return new ForWhom(
        Contract.texts(operation.path("x-roles")),
        Contract.texts(operation.path("x-scopes")),
        operation.path("summary").asText());
  }

  /** For whom the operation is that a request asks for; empty outside the contract. */
  public static Optional<ForWhom> of(RoutingContext context) {
    return Optional.ofNullable(context.get(KEY));
  }

  /** Whether it needs no login. */
  public boolean isAnybody() {
    return roles.isEmpty();
  }

  /**
   * Refuses somebody whose role may not use it.
   *
   * @throws Problem 403 {@code forbidden}
   */
  public void require(String role) {
    if (!roles.isEmpty() && !roles.contains(role)) {
      throw Problem.forbidden(
          "Only "
              + people()
              + " may use this: "
              + summary
              + ". You are signed in as "
              + role
              + '.');
    }
  }

  /**
   * Refuses a machine that is for something else.
   *
   * @param only the feeds that it is for; of a person empty, who may what the role may
   * @throws Problem 403 {@code forbidden}
   */
  public void requireOne(Optional<Set<String>> only) {
    if (only.isPresent() && scopes.stream().noneMatch(only.get()::contains)) {
      throw Problem.forbidden(
          "This client is not for it: " + summary + ". Its scopes are " + only.get() + '.');
    }
  }

  private String people() {
    List<String> named = roles.stream().map(role -> PEOPLE.getOrDefault(role, role)).toList();
    int last = named.size() - 1;
    return last == 0
        ? named.get(0)
        : String.join(", ", named.subList(0, last)) + " or " + named.get(last);
  }
}
