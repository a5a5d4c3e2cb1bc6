package uk.seenheard.api.field.forms;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.http.SecurityHeaders;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;

/** Where handsets and pages fetch forms (any login of the force may), and people read them. */
public final class FormDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final FormShelf shelf;
  private final LongSupplier now;

  /** In front of the shelf. */
  public FormDoor(Gatekeeper gatekeeper, FormShelf shelf, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.shelf = shelf;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/forms").handler(this::list);
    router.get("/v1/forms/:form/:version").handler(this::one);
    router.get("/docs/forms/:form/:version").handler(this::page);
  }

  private void list(RoutingContext context) {
    admit(context);
    List<Json> forms = new ArrayList<>();
    for (Form form : shelf.newest()) {
      forms.add(
          Json.object()
              .put("id", form.id())
              .put("version", form.version())
              .put("title", form.title())
              .build());
    }
    Answers.json(context, 200, Json.object().put("forms", Json.list(forms)).build());
  }

  private void one(RoutingContext context) {
    admit(context);
    Form form = asked(context);
    // A published version never changes.
    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=86400");
    Answers.json(context, 200, form.resolved());
  }

  /** To read and to print; a form holds nobody's data, so that it needs no login. */
  private void page(RoutingContext context) {
    String page = FormPage.of(asked(context));
    context
        .response()
        .putHeader("Content-Security-Policy", SecurityHeaders.PAGE_POLICY)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .end(page);
  }

  private Form asked(RoutingContext context) {
    Asked asked = Asked.of(context);
    return shelf
        .form(asked.text("form"), (int) asked.whole("version"))
        .orElseThrow(() -> Problem.notFound("The form"));
  }

  private void admit(RoutingContext context) {
    gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
  }
}
