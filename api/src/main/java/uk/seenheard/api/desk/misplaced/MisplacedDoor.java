package uk.seenheard.api.desk.misplaced;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Json;

/** Where a supervisor moves words to the incident where they belong. */
final class MisplacedDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final MisplacedService service;
  private final String force;
  private final Digests digests;
  private final LongSupplier now;

  MisplacedDoor(
      Gatekeeper gatekeeper,
      MisplacedService service,
      String force,
      Digests digests,
      LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.service = service;
    this.force = force;
    this.digests = digests;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.post("/v1/incidents/:incident/misplaced").handler(this::move);
  }

  private void move(RoutingContext context) {
    Grant grant =
        gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
    MisplacedService.Wanted wanted = wanted(Asked.of(context));
    Answers.json(
        context,
        201,
        service.move(grant, wanted),
        done ->
            Json.object()
                .put("n", done.n())
                .put("incident", wanted.to())
                .put("changes", done.changes())
                .put("left", done.left())
                .build());
  }

  private MisplacedService.Wanted wanted(Asked asked) {
    String from = asked.text("incident");
    String belongs = asked.text("belongs");
    String to = Identity.isUuid(belongs) ? belongs : Identity.incident(force, belongs, digests);
    if (to.equals(from)) {
      throw Problem.malformed("belongs", "is this incident itself");
    }
    Optional<String> author = asked.optionalText("author");
    Optional<String> entry = asked.optionalText("entry");
    if (author.isPresent() == entry.isPresent()) {
      throw Problem.malformed("author", "names whose words, or entry which entry; one of the two");
    }
    if (entry.filter(path -> FieldPath.fault(path).isPresent()).isPresent()
        || entry.map(FieldPath::new).filter(path -> !path.isEntry()).isPresent()) {
      throw Problem.malformed("entry", "is the path of an entry");
    }
    return new MisplacedService.Wanted(
        from,
        to,
        new Hash(asked.text("frontier")),
        author,
        entry.map(FieldPath::new),
        asked.text("reason"));
  }
}
