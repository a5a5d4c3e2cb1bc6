package uk.seenheard.officer.door;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.handset.core.transport.Refusal;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.jvm.device.ResourceFormFiles;
import uk.seenheard.officer.ShippedFiles;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainJsonReader;
import uk.seenheard.sync.feed.AskAnswer;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.ShippedForms;

/** The strict server of the handset's tests, under the address that the page came from. */
final class ServerOnLoopback implements ShippedFiles.Elsewhere {
  private static final List<Form> FORMS =
      ShippedForms.read(new ResourceFormFiles()::text, new PlainJsonReader());

  private final FakeServer server;
  private final PlainJsonReader json = new PlainJsonReader();

  /** Answers nothing while it is out of signal: connections break. */
  volatile boolean gone;

  /** Has no room for pushes just now, and answers everything else. */
  volatile boolean full;

  /** Answers in the server's place, as something between it and the phone does. */
  volatile @Nullable Instead instead;

  /** What answers in the server's place; closes the exchange or answers it. */
  interface Instead {
    void answer(HttpExchange exchange) throws IOException;
  }

  /** Answers so at the sign-in as well, and not to the sync alone. */
  volatile boolean everywhere;

  /** The identity provider that is configured; none, as in a demonstration. */
  volatile Json.Obj provider = Json.EMPTY;

  /** How often something answered in the server's place. */
  final AtomicInteger answeredInstead = new AtomicInteger();

  /** Publishes all the forms that ship, and not the one for domestic abuse alone. */
  volatile boolean allForms;

  /** Forms that it publishes besides, as they are. */
  final List<Json.Obj> published = new CopyOnWriteArrayList<>();

  ServerOnLoopback(FakeServer server) {
    this.server = server;
  }

  @Override
  public boolean answers(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!path.startsWith("/v1/")) {
      return false;
    }
    if (gone) {
      exchange.close();
      return true;
    }
    Instead other = instead;
    if (other != null && (everywhere || path.startsWith("/v1/sync/"))) {
      exchange.getRequestBody().readAllBytes();
      answeredInstead.incrementAndGet();
      other.answer(exchange);
      return true;
    }
    if (full && path.equals("/v1/sync/push")) {
      exchange.getRequestBody().readAllBytes();
      send(exchange, 503, Json.object().put("type", "/problems/not-ready").build());
      return true;
    }
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String login =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
            .orElse("")
            .replace("Bearer ", "");
    synchronized (server) {
      answer(exchange, path, login, body.isEmpty() ? Json.EMPTY : (Json.Obj) json.read(body));
    }
    return true;
  }

  private void answer(HttpExchange exchange, String path, String login, Json.Obj body)
      throws IOException {
    switch (path) {
      case "/v1/sign-in":
        send(exchange, 200, provider);
        break;
      case "/v1/session/end":
        send(exchange, 200, Json.object().put("signedOut", true).build());
        break;
      case "/v1/demo/sign-in":
        reply(
            exchange,
            server.signIn(body.text("person").orElse("")),
            signed ->
                Json.object()
                    .put("token", signed.token())
                    .put("person", signed.person())
                    .put("force", signed.force())
                    .build());
        break;
      case "/v1/devices":
        reply(
            exchange,
            server.enrol(
                login,
                body.text("device").orElse(""),
                body.text("publicKey").orElse(""),
                body.text("proof").orElse("")),
            enrolment -> Json.object().put("enrolment", enrolment).build());
        break;
      case "/v1/passes":
        reply(
            exchange,
            server.pass(login, body.text("enrolment").orElse("")),
            pass ->
                Json.object()
                    .put("pass", pass.pass())
                    .put("person", pass.person())
                    .put("role", pass.role())
                    .put("team", pass.team())
                    .put("leaseUntil", pass.leaseUntil())
                    .build());
        break;
      case "/v1/sync/push":
        reply(exchange, server.push(PushRequest.read(body)), PushAnswer::json);
        break;
      case "/v1/sync/ask":
        reply(exchange, server.ask(body), AskAnswer::json);
        break;
      case "/v1/sync/pull":
        pull(exchange, login);
        break;
      case "/v1/forms":
        send(exchange, 200, Json.object().put("forms", Json.list(listed())).build());
        break;
      default:
        Optional<Json.Obj> newer =
            published.stream()
                .filter(
                    one ->
                        path.equals(
                            "/v1/forms/"
                                + one.text("id").orElse("")
                                + '/'
                                + one.whole("version").orElse(0L)))
                .findFirst();
        if (newer.isPresent()) {
          send(exchange, 200, newer.get());
          break;
        }
        Optional<Form> form =
            offered().stream()
                .filter(one -> path.equals("/v1/forms/" + one.id() + '/' + one.version()))
                .findFirst();
        send(exchange, form.isPresent() ? 200 : 404, form.map(Form::resolved).orElse(Json.EMPTY));
    }
  }

  private List<Json> listed() {
    List<Json> listed = new ArrayList<>();
    for (Form form : offered()) {
      listed.add(Json.object().put("id", form.id()).put("version", form.version()).build());
    }
    for (Json.Obj form : published) {
      listed.add(
          Json.object()
              .put("id", form.text("id"))
              .put("version", form.whole("version").orElse(0L))
              .build());
    }
    return listed;
  }

  private List<Form> offered() {
    return FORMS.stream().filter(form -> allForms || form.id().equals("domestic-abuse")).toList();
  }

  private void pull(HttpExchange exchange, String login) throws IOException {
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    Optional<String> cursor =
        java.util.Arrays.stream(query.split("&"))
            .filter(one -> one.startsWith("cursor="))
            .map(one -> one.substring(7))
            .findFirst();
    StringBuilder lines = new StringBuilder();
    Reply<Integer> reply =
        server.pull(
            login,
            cursor,
            frame -> {
              lines.append(frame.json().canonical()).append('\n');
              return true;
            });
    send(exchange, reply.<Integer>fold(count -> 200, Refusal::status, lost -> 503), "" + lines);
  }

  private <T> void reply(HttpExchange exchange, Reply<T> reply, Function<T, Json> text)
      throws IOException {
    int status = reply.<Integer>fold(value -> 200, Refusal::status, lost -> 503);
    String body =
        reply.<String>fold(
            value -> text.apply(value).canonical(),
            refusal ->
                Json.object().put("type", "/problems/" + refusal.problem()).build().canonical(),
            lost -> "{}");
    send(exchange, status, body);
  }

  private static void send(HttpExchange exchange, int status, Json body) throws IOException {
    send(exchange, status, body.canonical());
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
