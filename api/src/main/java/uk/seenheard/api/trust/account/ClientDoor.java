package uk.seenheard.api.trust.account;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.acts.ActWriter;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.identity.MachineClients;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Json;

/** Where an inspector lets a machine sign in, gives it another secret, and ends it. */
final class ClientDoor implements Door {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;

  /** How long the secret before is good, so that a machine can change over. */
  private static final long OVERLAP_MILLIS = Duration.ofHours(24).toMillis();

  private final Tokens tokens;
  private final ActWriter acts;
  private final Digests digests;
  private final LongSupplier now;

  ClientDoor(Tokens tokens, ActWriter acts, Digests digests, LongSupplier now) {
    this.tokens = tokens;
    this.acts = acts;
    this.digests = digests;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/clients").handler(this::list);
    router.post("/v1/clients").handler(this::make);
    router.post("/v1/clients/:client/secret").handler(this::rotate);
    router.post("/v1/clients/:client/end").handler(this::end);
  }

  private Grant inspector(RoutingContext context) {
    Grant grant =
        tokens.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
    grant.requireOwnRank(Role.INSPECTOR, "", "Only an inspector lets machines sign in.");
    return grant;
  }

  private MachineClients clients() {
    return tokens.machines().clients();
  }

  private void list(RoutingContext context) {
    inspector(context);
    List<Json> lines = new ArrayList<>();
    clients().all().stream()
        .sorted(Comparator.comparing(MachineClients.Client::id))
        .forEach(one -> lines.add(shown(one)));
    Answers.json(context, 200, Json.object().put("clients", Json.list(lines)).build());
  }

  private static Json.Obj shown(MachineClients.Client one) {
    return Json.object()
        .put("client", one.id())
        .put("person", one.person())
        .put("scopes", Json.texts(List.copyOf(new TreeSet<>(one.scopes()))))
        .put("made", one.made())
        .put("standing", one.ended() ? "ended" : "standing")
        .build();
  }

  private void make(RoutingContext context) {
    Grant grant = inspector(context);
    Asked asked = Asked.of(context);
    String id = asked.text("client");
    String person = asked.text("person");
    if (clients().client(id).isPresent()) {
      throw Problem.malformed("client", "is one that was made before; take another id");
    }
    Role role =
        tokens
            .force()
            .person(person)
            .map(Person::role)
            .filter(MachineClients::mayBeActedAs)
            .orElseThrow(
                () ->
                    Problem.malformed("person", "is no integrator and no recipient of the roster"));
    Set<String> scopes = Set.copyOf(asked.texts("scopes"));
    if (!MachineClients.scopesOf(role).containsAll(scopes)) {
      throw Problem.malformed(
          "scopes",
          "has one that is not for this person: "
              + (role == Role.RECIPIENT ? "a recipient" : "an integrator")
              + " has "
              + String.join(", ", new TreeSet<>(MachineClients.scopesOf(role))));
    }
    String secret = secret();
    write(
        context,
        grant,
        ClientActs.MADE,
        new MachineClients.Client(
            id,
            person,
            scopes,
            MachineClients.kept(secret, digests),
            Optional.empty(),
            0,
            now.getAsLong(),
            false),
        Json.object().put("client", id).put("secret", secret).build(),
        "");
  }

  private MachineClients.Client standing(String id) {
    return clients()
        .client(id)
        .filter(one -> !one.ended())
        .orElseThrow(() -> Problem.notFound("The client"));
  }

  private void rotate(RoutingContext context) {
    Grant grant = inspector(context);
    MachineClients.Client one = standing(Asked.of(context).text("client"));
    String secret = secret();
    Hash kept = MachineClients.kept(secret, digests);
    long until = now.getAsLong() + OVERLAP_MILLIS;
    write(
        context,
        grant,
        ClientActs.SECRET_CHANGED,
        new MachineClients.Client(
            one.id(),
            one.person(),
            one.scopes(),
            kept,
            Optional.of(one.secret()),
            until,
            one.made(),
            false),
        Json.object().put("client", one.id()).put("secret", secret).build(),
        "");
  }

  private void end(RoutingContext context) {
    Grant grant = inspector(context);
    Asked asked = Asked.of(context);
    MachineClients.Client one = standing(asked.text("client"));
    write(
        context,
        grant,
        ClientActs.ENDED,
        new MachineClients.Client(
            one.id(),
            one.person(),
            one.scopes(),
            one.secret(),
            Optional.empty(),
            0,
            one.made(),
            true),
        Json.object().put("ended", one.id()).build(),
        asked.text("reason"));
  }

  private void write(
      RoutingContext context,
      Grant grant,
      String act,
      MachineClients.Client client,
      Json.Obj answer,
      String reason) {
    Answers.json(
        context, 200, acts.write(grant, act, ClientActs.with(client, reason)), done -> answer);
  }

  private static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
