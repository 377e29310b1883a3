"""A release whose issuer no seed has heard of, as text."""

NORTHWIND_RELEASE = """\
Northwind Mills, Inc. Reports Second Quarter Results

PORTLAND, Ore., Feb. 3, 2010 (BUSINESS WIRE) -- Northwind Mills, Inc. (NASDAQ:NWML) today reported its results.

                          NORTHWIND MILLS, INC.
             CONSOLIDATED STATEMENTS OF OPERATIONS (Unaudited)
                            (in thousands)

                              Three Months Ended     Six Months Ended
                                 December 31,          December 31,
                               2009       2008        2009      2008
                              ------     ------      ------    ------
Net sales:
  Paper                       10,250      9,800      20,100    19,400
  Packaging                    4,750      5,200       9,900    10,600
                              ------     ------      ------    ------
    Total net sales           15,000     15,000      30,000    30,000
Cost of sales                  9,000      9,300      18,100    18,500
                              ------     ------      ------    ------
Gross profit                   6,000      5,700      11,900    11,500
Selling, general and
  administrative               4,000      3,900       8,000     7,800
Mill closure costs               500         --         500        --
                              ------     ------      ------    ------
Operating income               1,500      1,800       3,400     3,700
                              ======     ======      ======    ======

                          NORTHWIND MILLS, INC.
               CONSOLIDATED BALANCE SHEETS (Unaudited)
                            (in thousands)

                                        December 31,     June 30,
                                            2009           2009
                                        ------------     --------
ASSETS
Current assets:
  Cash and cash equivalents                   2,500        2,000
  Inventories                                 3,500        4,000
                                             ------       ------
    Total current assets                      6,000        6,000
Property, plant and equipment, net            9,000        9,400
                                             ------       ------
    Total assets                             15,000       15,400
                                             ======       ======
"""
