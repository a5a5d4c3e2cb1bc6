package uk.seenheard.api;

import uk.seenheard.sync.codec.Json;

/** Supervisors who give and take sight of an incident, through the public API. */
public final class Access {
  private Access() {}

  public static void give(Caller by, String incident, String person) {
    decide(by, incident, "share", person);
  }

  public static void take(Caller by, String incident, String person) {
    decide(by, incident, "unshare", person);
  }

  private static void decide(Caller by, String incident, String act, String person) {
    String frontier =
        by.get("/v1/incidents/" + incident).expect(200).text("frontier").orElseThrow();
    Json.Obj op =
        Json.object()
            .put("op", "act")
            .put("act", act)
            .put("with", Json.object().put("person", person).build())
            .build();
    by.post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put("frontier", frontier)
                .put("ops", Json.list(java.util.List.of(op)))
                .build())
        .expect(201);
  }
}
