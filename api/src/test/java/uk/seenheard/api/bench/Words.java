package uk.seenheard.api.bench;

import java.util.Random;

/** What people might write: neither all alike nor noise, so that packing it is worth what it is. */
final class Words {
  private static final String TEXT =
      "the a child was in room upstairs with mother when we came and said that he had been told to"
          + " wait by the door she would not speak at first then asked whether her brother may"
          + " stay too father left before officers arrived neighbour heard shouting about ten"
          + " glass on the kitchen floor both children dressed calm clean hungry tired no injury"
          + " seen bruise left arm explained fell from swing school knows aunt can take them"
          + " tonight social worker called twice answered after midnight worried quiet clung"
          + " looked away pointed smiled drew picture sleeping cot cold heating off food little";
  private static final String[] SOME = TEXT.split(" ");

  private final Random random;

  Words(long seed) {
    this.random = new Random(seed);
  }

  /** A text of about that many characters. */
  String text(int characters) {
    StringBuilder text = new StringBuilder(characters + 12);
    while (text.length() < characters) {
      text.append(SOME[random.nextInt(SOME.length)]).append(' ');
      if (random.nextInt(9) == 0) {
        text.append(random.nextInt(1000)).append(' ');
      }
    }
    return text.substring(0, characters);
  }
}
