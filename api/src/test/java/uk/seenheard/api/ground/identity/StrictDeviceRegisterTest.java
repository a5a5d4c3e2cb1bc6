package uk.seenheard.api.ground.identity;

/** The register that tests use does what the port says. */
class StrictDeviceRegisterTest extends DeviceRegisterContract {
  @Override
  protected DeviceRegister register() {
    return new StrictDeviceRegister();
  }
}
