"""The Act as dated, sourced data, the questions one can ask of it, and the clock.

act: exemptions and limbs (`part_ii/s21.yaml` to `s44.yaml`, one file a section).
cites: what people write ("section 31 (1)(a)") and what the law is filed under ("31(1)(a)").
provisions: what else a letter cites (`duties.yaml`), down to sections 17 and 50.
working_days, clock: the days that count (s10(6)), and a request's time from its events.
periods, cost, regulator: how long, how much, and where to complain, by date.

Data is read from the package once, when it is first asked for. Nothing here knows today's date.
"""
