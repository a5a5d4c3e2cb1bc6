package uk.seenheard.api.trust.account;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.acts.ActWriter;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.roster.Absences;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Moves;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.sync.codec.Json;

/** Where it is said who is away, and who acts for them with their rank and teams. */
public final class AbsenceDoor implements Door {
  private static final long MAX_MILLIS = 400L * 24 * 3_600_000;

  private final Gatekeeper gatekeeper;
  private final Force force;
  private final Absences absences;
  private final Moves moves;
  private final ActWriter acts;
  private final Looks looks;
  private final LongSupplier now;

  /** For the people of a force. */
  public AbsenceDoor(
      Gatekeeper gatekeeper,
      Force force,
      Absences absences,
      Moves moves,
      ActWriter acts,
      Looks looks,
      LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.force = force;
    this.absences = absences;
    this.moves = moves;
    this.acts = acts;
    this.looks = looks;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/absences").handler(this::list);
    router.post("/v1/people/:person/absence").handler(this::note);
  }

  private Grant decider(RoutingContext context, long at) {
    return gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), at);
  }

  private void list(RoutingContext context) {
    long at = now.getAsLong();
    Grant grant = decider(context, at);
    List<Json> lines = new ArrayList<>();
    for (Absences.Absence absence : absences.after(at)) {
      lines.add(line(absence));
    }
    Json.Obj page = Json.object().put("absences", Json.list(lines)).build();
    Answers.json(context, 200, looks.at(grant, "absences", page), seen -> seen);
  }

  private Json.Obj line(Absences.Absence absence) {
    Json.Builder line =
        Json.object()
            .put("person", named(absence.person()))
            .put("from", absence.from())
            .put("until", absence.until());
    absence.deputy().ifPresent(id -> line.put("deputy", named(id)));
    return line.build();
  }

  private Json.Obj named(String id) {
    return Json.object().put("id", id).put("name", force.person(id).map(Person::name)).build();
  }

  private void note(RoutingContext context) {
    long at = now.getAsLong();
    Grant grant = decider(context, at);
    Asked asked = Asked.of(context);
    grant.requireOwnRank(
        Role.SUPERVISOR,
        asked.text("person"),
        "Only a supervisor or an inspector says who is away.");
    long from = asked.whole("from");
    long until = asked.whole("until");
    Optional<String> deputy = asked.optionalText("deputy");
    String reason = asked.text("reason");
    if (until < from || until - from > MAX_MILLIS) {
      throw Problem.malformed("until", "is before from, or more than 400 days after it");
    }
    Person person = known(asked.text("person"));
    requireScope(grant, person);
    deputy.ifPresent(id -> requireDeputy(grant, person, id));
    Absences.Absence absence = new Absences.Absence(person.id(), from, until, deputy);
    Answers.json(
        context,
        200,
        acts.write(grant, PeopleActs.ABSENT, said(absence, reason)),
        done -> line(absence));
  }

  private static Json.Obj said(Absences.Absence absence, String reason) {
    return Json.object()
        .put("person", absence.person())
        .put("from", absence.from())
        .put("until", absence.until())
        .put("deputy", absence.deputy())
        .put("reason", reason)
        .build();
  }

  private Person known(String id) {
    return force.person(id).orElseThrow(() -> Problem.notFound("A person of that id"));
  }

  /**
   * A supervisor speaks for the people of their teams and below their rank, and for themselves: by
   * their own rank and teams, not by those that they act with.
   */
  private void requireScope(Grant grant, Person person) {
    boolean own = person.id().equals(grant.person());
    boolean team = moves.teams(person).stream().anyMatch(grant.own().teams()::contains);
    boolean below = person.role().compareTo(grant.own().role()) <= 0;
    if (grant.own().role() != Role.INSPECTOR && !own && !(team && below)) {
      throw Problem.forbidden("A supervisor says so of people of their own teams only.");
    }
  }

  /** Nobody gives away more than they have: an inspector's deputy is named by an inspector. */
  private void requireDeputy(Grant grant, Person person, String id) {
    Person deputy =
        force.person(id).orElseThrow(() -> Problem.malformed("deputy", "is nobody on the roster"));
    if (deputy.id().equals(person.id()) || !deputy.role().isPerson()) {
      throw Problem.malformed("deputy", "is somebody else who records or decides");
    }
    if (person.role().compareTo(grant.own().role()) > 0) {
      throw Problem.forbidden("Only somebody of that rank names who acts for them.");
    }
  }
}
