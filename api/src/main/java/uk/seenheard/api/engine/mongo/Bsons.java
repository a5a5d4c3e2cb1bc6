package uk.seenheard.api.engine.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.Order;
import uk.seenheard.api.engine.documents.Where;

/** Conditions, orders and changes as the driver says them. */
final class Bsons {
  private Bsons() {}

  static Bson bson(Where where) {
    if (where instanceof Where.Compared one) {
      return switch (one.how()) {
        case IS -> Filters.eq(one.field(), one.value());
        case ABOVE -> compared(one, "$gt");
        case AT_LEAST -> compared(one, "$gte");
        case BELOW -> compared(one, "$lt");
        case AT_MOST -> compared(one, "$lte");
      };
    }
    if (where instanceof Where.OneOf one) {
      return Filters.in(one.field(), one.values());
    }
    if (where instanceof Where.Any any) {
      return Filters.or(bsons(any.parts()));
    }
    List<Where> parts = ((Where.All) where).parts();
    return parts.isEmpty() ? new BsonDocument() : Filters.and(bsons(parts));
  }

  private static Bson compared(Where.Compared one, String operator) {
    return new Document(one.field(), new Document(operator, one.value()));
  }

  private static List<Bson> bsons(List<Where> parts) {
    return parts.stream().map(Bsons::bson).toList();
  }

  static Document bson(Order order) {
    Document keys = new Document();
    order.keys().forEach(key -> keys.append(key.field(), key.ascending() ? 1 : -1));
    return keys;
  }

  static Bson bson(Change change) {
    return Updates.combine(change.steps().stream().map(Bsons::bson).toList());
  }

  private static Bson bson(Change.Step step) {
    String operator =
        switch (step.how()) {
          case SET -> "$set";
          case MAX -> "$max";
          case ADD -> "$inc";
        };
    return new Document(operator, new Document(step.field(), step.value()));
  }
}
