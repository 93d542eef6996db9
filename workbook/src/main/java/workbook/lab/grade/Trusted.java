package workbook.lab.grade;

import java.util.List;

/** No cage: the teacher trusts what was handed in, or grades in a machine that is one. */
record Trusted() implements Cage {

  @Override
  public String rung() {
    return "no sandbox, as --trust says: submitted code can do all that you can";
  }

  @Override
  public List<String> command(Ticket ticket, List<String> java) {
    return java;
  }
}
