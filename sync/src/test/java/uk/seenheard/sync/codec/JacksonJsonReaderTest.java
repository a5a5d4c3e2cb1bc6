package uk.seenheard.sync.codec;

class JacksonJsonReaderTest extends JsonReaderContract {
  @Override
  protected JsonReader reader() {
    return new JacksonJsonReader();
  }
}
