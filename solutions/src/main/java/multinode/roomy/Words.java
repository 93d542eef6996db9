package multinode.roomy;

/** What a console knows of rooms and people. */
public final class Words {

  /** The rooms of the first topology. */
  public static final ConsoleRoomy Roomy = new ConsoleRoomy();

  private Words() {}
}
