package workbook.lab.compile;

import java.util.List;

/** Sources do not compile. */
public final class CompileFailed extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<CompileError> errors;

  /** With these errors, the one to look at first first. */
  public CompileFailed(List<CompileError> errors) {
    super(errors.size() + " compile errors, first " + errors.getFirst());
    this.errors = List.copyOf(errors);
  }

  /** The errors, the one to look at first first. */
  public List<CompileError> errors() {
    return errors;
  }
}
