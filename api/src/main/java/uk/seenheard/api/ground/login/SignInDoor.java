package uk.seenheard.api.ground.login;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.http.SecurityHeaders;
import uk.seenheard.api.ground.provider.Provider;
import uk.seenheard.api.ground.provider.ProviderFault;

/**
 * Where people leave for the force's identity provider, and where they come back. Both are places
 * that a browser goes to, not what a page asks: the code is exchanged here, and what the provider
 * gives for it stays here.
 */
final class SignInDoor implements Door {
  private static final int MOST_CHARS = 4_096;

  /** People whose code is being exchanged at one time. */
  private static final int MOST_AT_ONCE = 64;

  private final Optional<SignInParts> parts;
  private final AtomicInteger exchanging = new AtomicInteger();

  SignInDoor(Optional<SignInParts> parts) {
    this.parts = parts;
  }

  @Override
  public void mount(Router router) {
    router.get("/sign-in").handler(this::leave);
    router.get("/sign-in/return").handler(this::back);
  }

  private SignInParts parts(RoutingContext context) {
    if (context.request().method() != HttpMethod.GET) {
      throw Problem.notFound("Anything but the page itself");
    }
    return parts
        .filter(known -> known.provider().isOffered())
        .orElseThrow(() -> Problem.notFound("A sign-in with an identity provider"));
  }

  private void leave(RoutingContext context) {
    SignInParts known = parts(context);
    String place = Crumbs.place(parameter(context, "to"));
    String verifier = SessionLife.random();
    Provider.Way way =
        new Provider.Way(
            SessionLife.random(),
            SessionLife.random(),
            verifier,
            known.crumbs().origin(context.request()) + "/sign-in/return");
    known
        .provider()
        .goThere(way, OnTheWay.challenge(verifier))
        .onComplete(
            there -> {
              String carried = known.onTheWay().seal(way, place, known.now().getAsLong());
              Crumbs.put(context.response(), known.crumbs().keepOnTheWay(carried));
              go(context, there);
            },
            failed -> say(context, known, failed, place));
  }

  private void back(RoutingContext context) {
    SignInParts known = parts(context);
    String state = parameter(context, "state").orElse("");
    Optional<OnTheWay.Back> begun =
        Crumbs.carried(context.request(), known.crumbs().onTheWay())
            .flatMap(text -> known.onTheWay().open(text, state, known.now().getAsLong()));
    Crumbs.put(context.response(), known.crumbs().drop(known.crumbs().onTheWay()));
    if (begun.isEmpty()) {
      known.refused().note("state");
      SignInPage.show(context, 400, SignInPage.LOST, "/", known.provider().name());
      return;
    }
    String place = begun.get().place();
    Optional<String> code = parameter(context, "code");
    if (code.isEmpty()) {
      boolean left = parameter(context, "error").map("access_denied"::equals).orElse(false);
      known.refused().note(left ? "left" : "provider-error");
      SignInPage.show(context, 400, SignInPage.UNFINISHED, place, known.provider().name());
      return;
    }
    if (exchanging.incrementAndGet() > MOST_AT_ONCE) {
      exchanging.decrementAndGet();
      SignInPage.show(context, 503, SignInPage.BUSY, place, known.provider().name());
      return;
    }
    exchange(context, known, begun.get(), code.get())
        .onComplete(done -> exchanging.decrementAndGet())
        .onComplete(
            secret -> {
              // Whoever was here before with this browser is here no more.
              Crumbs.carried(context.request(), known.crumbs().session())
                  .ifPresent(known.life()::end);
              Crumbs.put(context.response(), known.crumbs().keepSession(secret));
              go(context, place);
            },
            failed -> say(context, known, failed, place));
  }

  private static Future<String> exchange(
      RoutingContext context, SignInParts known, OnTheWay.Back begun, String code) {
    return known
        .provider()
        .isSame(parameter(context, "iss"))
        .compose(
            same -> {
              if (!same) {
                known.refused().note("issuer-mixed");
                throw new NotLetIn(SignInPage.REFUSED);
              }
              return known.provider().exchange(begun.way(), code);
            })
        .compose(
            vouched -> {
              if (known.force().person(vouched.person()).isEmpty()) {
                known.refused().note("roster");
                throw new NotLetIn(SignInPage.NOBODY);
              }
              return known.life().begin(vouched);
            });
  }

  /** Somebody came back, and is not let in; the sentence is for them. */
  private static final class NotLetIn extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotLetIn(String sentence) {
      super(sentence, null, false, false);
    }
  }

  /** A plain sentence for the person; which check it was is told whoever runs the server. */
  private static void say(
      RoutingContext context, SignInParts known, Throwable failed, String place) {
    String name = known.provider().name();
    if (failed instanceof NotLetIn refused) {
      SignInPage.show(context, 403, String.valueOf(refused.getMessage()), place, name);
    } else if (failed instanceof ProviderFault fault) {
      SignInPage.show(
          context,
          fault.isAway() ? 503 : 400,
          fault.isAway() ? SignInPage.AWAY : SignInPage.REFUSED,
          place,
          name);
    } else {
      context.fail(failed);
    }
  }

  private static Optional<String> parameter(RoutingContext context, String name) {
    try {
      return Optional.ofNullable(context.request().getParam(name))
          .filter(text -> !text.isEmpty() && text.length() <= MOST_CHARS);
    } catch (RuntimeException undecodable) {
      return Optional.empty();
    }
  }

  private static void go(RoutingContext context, String there) {
    context.response().setStatusCode(303).putHeader(HttpHeaders.LOCATION, there).end();
  }

  /** The page on which a sentence stands, with the way back. */
  private static final class SignInPage {
    static final String AWAY =
        "NAME does not answer just now, so nobody can sign in with it. Try again in a minute. What"
            + " is recorded on an unlocked phone goes on being kept.";
    static final String REFUSED =
        "The sign-in with NAME did not work. Try again; if it goes on like this, tell whoever looks"
            + " after the server when it was.";
    static final String NOBODY =
        "NAME knows you, but you are not on this force's list of people. Have whoever looks after"
            + " the list put you on it.";
    static final String LOST =
        "This sign-in was begun in another browser, or too long ago. Begin again.";
    static final String UNFINISHED = "The sign-in with NAME was not finished. Begin again.";
    static final String BUSY = "Too many people are signing in at once. Try again in a minute.";

    private SignInPage() {}

    static void show(
        RoutingContext context, int status, String sentence, String place, String name) {
      String page =
          """
          <!doctype html>
          <html lang="en-GB">
            <head>
              <meta charset="utf-8">
              <title>Sign in – Seen &amp; Heard</title>
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <link rel="stylesheet" href="/docs/style.css">
            </head>
            <body>
              <main>
                <h1>Not signed in</h1>
                <p role="alert">SENTENCE</p>
                <p><a href="PLACE">Back</a></p>
              </main>
            </body>
          </html>
          """
              .replace("SENTENCE", escaped(sentence.replace("NAME", name)))
              .replace("PLACE", place);
      context
          .response()
          .setStatusCode(status)
          .putHeader("Content-Security-Policy", SecurityHeaders.PAGE_POLICY)
          .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
          .end(page);
    }

    private static String escaped(String text) {
      return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
  }
}
