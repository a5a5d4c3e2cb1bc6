package uk.seenheard.api.field.pull;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.AnswerBudget;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Pieces;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.log.LogPosition;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Limits;
import uk.seenheard.sync.feed.Frame;

/** Where handsets and pages fetch what they may see. */
public final class PullDoor implements Door {
  /** The pages of one answer: a handset that is away for long asks a few times, not hundreds. */
  private static final int MAX_PAGES = Limits.PAGES;

  private final Gatekeeper gatekeeper;
  private final PullService pulls;
  private final Evictions evictions;
  private final NdjsonFrames frames;
  private final LongSupplier now;

  /**
   * A page as it goes out; one with nothing on it but its end is followed by none.
   *
   * @param room among the answers that wait to be read, where it is a long one
   */
  private record Page(
      List<String> lines, Optional<AnswerBudget.Share> room, String cursor, boolean more) {
    static Page of(List<Frame> frames, List<String> lines, Optional<AnswerBudget.Share> room) {
      Frame.Through through = (Frame.Through) frames.get(frames.size() - 1);
      return new Page(lines, room, through.cursor(), through.more() && frames.size() > 1);
    }
  }

  /** In front of the service. */
  PullDoor(
      Gatekeeper gatekeeper,
      PullService pulls,
      Evictions evictions,
      NdjsonFrames frames,
      LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.pulls = pulls;
    this.evictions = evictions;
    this.frames = frames;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/sync/pull").handler(this::pull);
  }

  private void pull(RoutingContext context) {
    Grant grant = admitted(context);
    Optional<String> cursor = Asked.of(context).optionalText("cursor");
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, NdjsonFrames.NDJSON);
    page(context, grant, cursor, Asked.of(context).optionalText("told").map(PullDoor::place))
        .onSuccess(page -> send(context, page, 1))
        .onFailure(context::fail);
  }

  private Grant admitted(RoutingContext context) {
    return gatekeeper.admit(
        context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
  }

  /** The place of the last push, {@code n.hash}, as the contract's pattern has it. */
  private static LogPosition place(String told) {
    int dot = told.indexOf('.');
    return new LogPosition(
        Long.parseLong(told.substring(0, dot)), new Hash(told.substring(dot + 1)));
  }

  /** Its turn lasts until there is room for it among what waits to be read: none is made before. */
  private Future<Page> page(
      RoutingContext context, Grant grant, Optional<String> cursor, Optional<LogPosition> told) {
    return pulls.pull(
        grant,
        cursor,
        told,
        () -> Answers.isOver(context),
        handed ->
            frames
                .noted(grant, handed)
                .compose(page -> evictions.vouched(grant, page))
                .compose(
                    page ->
                        frames
                            .written(turn(grant, page), page)
                            .compose(
                                lines ->
                                    room(context, lines).map(room -> Page.of(page, lines, room)))));
  }

  private static Future<Optional<AnswerBudget.Share>> room(
      RoutingContext context, List<String> lines) {
    return Pieces.isLong(lines)
        ? Pieces.room(context, lines).map(Optional::of)
        : Future.succeededFuture(Optional.empty());
  }

  /** In the turn of the incident when it is one alone, else in that of the person. */
  private static String turn(Grant grant, List<Frame> page) {
    Set<String> incidents = new HashSet<>();
    for (Frame frame : page) {
      if (frame instanceof Frame.Snapshot snapshot) {
        incidents.add(snapshot.incident());
      }
    }
    return incidents.size() == 1 ? incidents.iterator().next() : "pull/" + grant.person();
  }

  /**
   * Sends a page, and the next one once this one is on its way: one page is held at a time, however
   * slowly it is read. An answer ends after some pages; the client asks on with the last cursor. So
   * it does when a page cannot be made, and is told why then: the login is looked at for each page.
   */
  private void send(RoutingContext context, Page page, int pages) {
    HttpServerResponse response = context.response();
    boolean last = !page.more() || pages >= MAX_PAGES;
    if (last && !Pieces.isLong(page.lines())) {
      response.end(page.lines().get(0));
      return;
    }
    Future<Void> written =
        page.room()
            .map(room -> Pieces.write(context, page.lines(), room))
            .orElseGet(() -> Pieces.write(context, page.lines()));
    (last
            ? written.compose(sent -> response.end())
            : written.compose(sent -> next(context, page, pages)))
        .onFailure(
            stopped -> {
              if (!response.headWritten()) {
                Answers.broken(context, stopped);
              } else if (!Answers.isOver(context)) {
                response.end();
              }
            });
  }

  private Future<Void> next(RoutingContext context, Page sent, int pages) {
    return page(context, admitted(context), Optional.of(sent.cursor()), Optional.empty())
        .onSuccess(next -> send(context, next, pages + 1))
        .mapEmpty();
  }
}
