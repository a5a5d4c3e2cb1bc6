package uk.seenheard.handset.jvm.seed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.handset.jvm.device.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;

/** A supervisor's decisions, made through the server's own interface. */
final class Desk {
  private final String server;
  private final JacksonJsonReader reader = new JacksonJsonReader();

  Desk(String server) {
    this.server = server;
  }

  String signIn(String person) {
    return ask("demo/sign-in", Optional.empty(), Json.object().put("person", person).build())
        .text("token")
        .orElseThrow(() -> new IllegalStateException("nobody signs in as " + person));
  }

  Json.Obj incident(String token, String incident) {
    return ask("incidents/" + incident, Optional.of(token), Json.NULL);
  }

  /**
   * Accepts the reasons that wait: those about children one by one, the others together, with what
   * was done meanwhile.
   *
   * @param doneAt when the actions were done, or empty where they go on
   */
  Json.Obj acceptReasons(String token, Json.Obj seen, Optional<String> doneAt) {
    List<Json> about = new ArrayList<>();
    doneAt.ifPresent(
        at -> {
          for (Json item : seen.object("entries").items("action")) {
            if (item instanceof Json.Obj action) {
              about.add(
                  Json.object()
                      .put("op", "set")
                      .put("at", action.text("at").orElse("") + "/doneAt")
                      .put("value", at)
                      .put("reason", "Done, as the officers said at handover")
                      .build());
            }
          }
        });
    Json.Obj now = seen;
    for (Json item : seen.items("prompts")) {
      if (item instanceof Json.Obj prompt
          && prompt.isTrue("blocks")
          && prompt.text("status").equals(Optional.of("excused"))
          && prompt.get("reason").orElse(Json.NULL) instanceof Json.Obj reason) {
        Json.Builder act =
            Json.object()
                .put("op", "act")
                .put("act", "accept-reason")
                .put(
                    "with",
                    Json.object()
                        .put("prompt", prompt.text("prompt").orElse(""))
                        .put("op", reason.text("op").orElse(""))
                        .build());
        Optional<String> subject = prompt.text("subject").filter(at -> !at.isEmpty());
        if (subject.isPresent()) {
          now = after(now, decided(token, now, List.of(act.put("about", subject.get()).build())));
        } else {
          about.add(act.build());
        }
      }
    }
    return about.isEmpty() ? now : after(now, decided(token, now, about));
  }

  /** What was seen, at where a decision left it. */
  private static Json.Obj after(Json.Obj seen, Json.Obj answer) {
    return answer
        .text("frontier")
        .filter(unused -> answer.text("change").isPresent())
        .map(frontier -> seen.with("frontier", Json.of(frontier)))
        .orElse(seen);
  }

  /** An officer's account is withdrawn. */
  void withdraw(String token, String person, String reason) {
    ask(
        "people/" + person + "/revocation",
        Optional.of(token),
        Json.object().put("reason", reason).build());
  }

  /** An incident that the law no longer lets the force keep. */
  void erase(String token, String incident) {
    ask(
        "incidents/" + incident + "/erasure",
        Optional.of(token),
        Json.object().put("ground", "DPA 2018 s.47").put("reason", "Recorded twice").build());
  }

  /** Whether it was decided; a refusal is the server's to give. */
  boolean decide(String token, Json.Obj seen, Json.Obj act) {
    return decided(token, seen, List.of(act)).text("change").isPresent();
  }

  private Json.Obj decided(String token, Json.Obj seen, List<Json> acts) {
    String incident = seen.text("incident").orElse("");
    Json.Obj body =
        Json.object()
            .put("frontier", seen.text("frontier").orElse(""))
            .put("ops", Json.list(acts))
            .build();
    return ask("incidents/" + incident + "/decisions", Optional.of(token), body);
  }

  /** Hands in what an evidence system has. */
  void handIn(String token, List<Json> clips) {
    Json.Obj answer =
        ask(
            "footage/clips",
            Optional.of(token),
            Json.object().put("items", Json.list(clips)).build());
    for (Json item : answer.items("verdicts")) {
      if (!(item instanceof Json.Obj verdict)
          || !verdict.text("verdict").equals(Optional.of("stored"))) {
        throw new IllegalStateException("the catalogue does not take " + item.canonical());
      }
    }
  }

  /** What the server answers to somebody; with a body it is told something. */
  Json.Obj ask(String token, String path, Json body) {
    return ask(path, Optional.of(token), body);
  }

  private Json.Obj ask(String path, Optional<String> token, Json body) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) new URL(server + "/v1/" + path).openConnection();
      connection.setConnectTimeout(10_000);
      connection.setReadTimeout(120_000);
      token.ifPresent(value -> connection.setRequestProperty("Authorization", "Bearer " + value));
      if (body instanceof Json.Obj said) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        try (OutputStream out = connection.getOutputStream()) {
          out.write(said.canonical().getBytes(StandardCharsets.UTF_8));
        }
      }
      boolean refused = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
      try (InputStream in = refused ? connection.getErrorStream() : connection.getInputStream()) {
        Json read = reader.read(text(in));
        return read instanceof Json.Obj object ? object : Json.EMPTY;
      }
    } catch (IOException away) {
      throw new IllegalStateException("the demonstration's server does not answer", away);
    }
  }

  private static String text(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] piece = new byte[1 << 13];
    int read = in.read(piece);
    while (read >= 0) {
      bytes.write(piece, 0, read);
      read = in.read(piece);
    }
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }
}
