# SPDX-License-Identifier: GPL-3.0-or-later
# Forecasts the folds of a plan with R's ets, stlf, mstl and Prophet and measures them as Tidewatch's own are measured.
# Usage: Rscript peers.R PLAN.csv RESULT.csv [METHOD,METHOD...]
# The plan: file,series,fold,first,from,to,cycle,week; rows count from 1, first..from-1 is the history, from..to the test.
suppressMessages({library(forecast); library(prophet)})
args <- commandArgs(trailingOnly = TRUE)
plan <- read.csv(args[1], stringsAsFactors = FALSE)
methods <- if (length(args) > 2) strsplit(args[3], ",")[[1]] else c("stlf", "mstl", "ets", "prophet")

bounds <- function(f) list(mean = as.numeric(f$mean), l80 = as.numeric(f$lower[, 1]), u80 = as.numeric(f$upper[, 1]),
                           l95 = as.numeric(f$lower[, 2]), u95 = as.numeric(f$upper[, 2]))
fill <- function(y) { if (anyNA(y)) as.numeric(na.interp(ts(y))) else y }

run <- function(method, y, times, ahead, cycle, week) {
  h <- length(ahead)
  if (method == "ets") return(bounds(forecast(ets(ts(y, frequency = cycle)), h = h, level = c(80, 95))))
  if (method == "stlf") return(bounds(stlf(ts(y, frequency = cycle), h = h, level = c(80, 95))))
  if (method == "mstl") {
    periods <- if (week > 0 && length(y) > 2 * week) c(cycle, week) else cycle
    return(bounds(stlf(msts(y, seasonal.periods = periods), h = h, level = c(80, 95))))
  }
  fit <- function(width) {
    set.seed(1)
    m <- suppressMessages(prophet(data.frame(ds = times, y = y), interval.width = width, uncertainty.samples = 500))
    predict(m, data.frame(ds = ahead))
  }
  wide <- fit(0.95)
  narrow <- wide$yhat + (wide$yhat_upper - wide$yhat_lower) / 2 / qnorm(0.975) * qnorm(0.9)
  list(mean = wide$yhat, l80 = 2 * wide$yhat - narrow, u80 = narrow, l95 = wide$yhat_lower, u95 = wide$yhat_upper)
}

write("series,fold,method,mase,smape,pinball,in80,in95,msis,cpu_ms", args[2])
cache <- list(file = "", data = NULL)
for (i in seq_len(nrow(plan))) {
  p <- plan[i, ]
  if (cache$file != p$file) {
    d <- read.csv(gzfile(p$file), stringsAsFactors = FALSE)
    d$t <- as.POSIXct(d$timestamp, format = "%Y-%m-%dT%H:%M:%SZ", tz = "UTC")
    cache <- list(file = p$file, data = d)
  }
  d <- cache$data
  history <- p$first:(p$from - 1)
  test <- p$from:p$to
  y <- fill(d$value[history])
  whole <- d$value[1:(p$from - 1)]
  scale <- mean(abs(diff(whole, lag = p$cycle)), na.rm = TRUE)
  a <- d$value[test]
  for (method in methods) {
    used <- system.time(f <- try(run(method, y, d$t[history], d$t[test], p$cycle, p$week), silent = TRUE))
    if (inherits(f, "try-error")) { message(p$series, " ", method, ": ", conditionMessage(attr(f, "condition"))); next }
    loss <- function(q, tau) mean(pmax(tau * (a - q), (tau - 1) * (a - q)), na.rm = TRUE)
    pin <- (loss(f$l95, .025) + loss(f$l80, .1) + loss(f$mean, .5) + loss(f$u80, .9) + loss(f$u95, .975)) / 5 / scale
    msis <- mean(f$u95 - f$l95 + 40 * pmax(0, f$l95 - a) + 40 * pmax(0, a - f$u95), na.rm = TRUE) / scale
    write(paste(p$series, p$fold, method, mean(abs(a - f$mean), na.rm = TRUE) / scale,
                mean(200 * abs(a - f$mean) / pmax(1e-12, abs(a) + abs(f$mean)), na.rm = TRUE), pin,
                mean(a >= f$l80 & a <= f$u80, na.rm = TRUE), mean(a >= f$l95 & a <= f$u95, na.rm = TRUE), msis,
                1000 * sum(used[c("user.self", "sys.self", "user.child", "sys.child")]), sep = ","),
          args[2], append = TRUE)
  }
}
