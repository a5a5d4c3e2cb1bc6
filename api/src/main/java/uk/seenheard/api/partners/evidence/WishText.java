package uk.seenheard.api.partners.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import uk.seenheard.sync.codec.Json;

/** Writes wishes as events in the shape of CloudEvents 1.0. */
record WishText(String force) {
  /** A page of them. */
  Json.Obj page(WishService.Page page) {
    List<Json> wishes = new ArrayList<>();
    page.wishes().forEach(wish -> wishes.add(event(wish)));
    return Json.object()
        .put("wishes", Json.list(wishes))
        .put("cursor", page.cursor())
        .put("more", page.more())
        .build();
  }

  private Json event(Wish wish) {
    String incident = wish.sent().incident();
    Json.Builder data = Json.object().put("incident", incident).put("reference", wish.reference());
    if (wish.wanted().isPresent()) {
      wish.wanted().get().members().forEach(data::put);
    } else {
      data.put("linked", false).put("hold", false);
    }
    return Json.object()
        .put("specversion", "1.0")
        .put("id", wish.sent().text())
        .put("source", "urn:seenheard:" + force + ":footage")
        .put(
            "type", "uk.seenheard.footage." + (wish.wanted().isPresent() ? Wish.WISH : Wish.ERASED))
        .put("time", Instant.ofEpochMilli(wish.at()).toString())
        .put("subject", incident)
        .put("datacontenttype", "application/json")
        .put("data", data.build())
        .build();
  }
}
