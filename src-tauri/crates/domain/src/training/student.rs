//! Quantiles of Student's t distribution, for confidence intervals.
//!
//! Written here, since the crates that have it (statrs 0.19) turn on a feature of `num-traits` with which half of what
//! we build, Typst among it, is built anew and slower, for sixty lines. Proved below against printed tables.

/// How finely the quantile is found out.
const STEPS: u32 = 200;

/// The `t` below which a share `level` of Student's distribution with `freedom` degrees of freedom lies. None where
/// there is no such distribution, or no such share. Welch's degrees of freedom are no whole numbers.
pub(super) fn quantile(level: f64, freedom: f64) -> Option<f64> {
    if !(freedom > 0.0 && freedom.is_finite() && level > 0.0 && level < 1.0) {
        return None;
    }
    if level < 0.5 {
        return quantile(1.0 - level, freedom).map(|t| -t);
    }
    let mut high = 1.0;
    while below(high, freedom) < level {
        high *= 2.0;
        if high > 1e300 {
            return None;
        }
    }
    let mut low = 0.0;
    for _ in 0..STEPS {
        let middle = f64::midpoint(low, high);
        if below(middle, freedom) < level {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(f64::midpoint(low, high))
}

/// The share that lies below `t`, for a `t` that is not negative.
fn below(t: f64, freedom: f64) -> f64 {
    let squared = t * t;
    1.0 - 0.5 * beta(freedom / (freedom + squared), freedom / 2.0, 0.5)
}

/// The regularized incomplete beta function `I_x(a, b)` (NIST, Digital Library of Mathematical Functions, 8.17).
fn beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    // 8.17.4: the fraction converges quickly on this side alone.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta(1.0 - x, b, a);
    }
    let front = a * x.ln() + b * (-x).ln_1p() + ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b);
    front.exp() / (a * fraction(x, a, b))
}

/// The continued fraction of 8.17.22, from the front (Lentz).
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let (mut value, mut upper, mut lower) = (1.0, 1.0, 0.0);
    for step in 1..=500_u32 {
        let m = f64::from(step / 2);
        let numerator = if step % 2 == 0 {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        };
        upper = away_from_zero(1.0 + numerator / upper);
        lower = 1.0 / away_from_zero(1.0 + numerator * lower);
        let factor = upper * lower;
        value *= factor;
        if (factor - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

/// The logarithm of the gamma function of a positive number: Stirling's series (5.11.1), far enough out.
fn ln_gamma(x: f64) -> f64 {
    // Γ(x + 1) = x Γ(x): from 10 on the series is right to the last digits.
    let mut product = 1.0;
    let mut far = x;
    while far < 10.0 {
        product *= far;
        far += 1.0;
    }
    let square = 1.0 / (far * far);
    let series = (1.0 / 12.0
        - square
            * (1.0 / 360.0 - square * (1.0 / 1260.0 - square * (1.0 / 1680.0 - square / 1188.0))))
        / far;
    (far - 0.5) * far.ln() - far + 0.5 * std::f64::consts::TAU.ln() + series - product.ln()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_printed_tables() {
        // Upper 2.5 % points; NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
        for (freedom, t) in [
            (1.0, 12.706),
            (2.0, 4.303),
            (3.0, 3.182),
            (4.0, 2.776),
            (5.0, 2.571),
            (10.0, 2.228),
            (17.0, 2.110),
            (30.0, 2.042),
            (60.0, 2.000),
            (100.0, 1.984),
        ] {
            let found = quantile(0.975, freedom).unwrap();
            assert!((found - t).abs() < 0.000_6, "{freedom}: {found}");
            assert!((quantile(0.025, freedom).unwrap() + found).abs() < 1e-9);
        }
        // One degree of freedom is Cauchy's distribution, and many are the normal one.
        let cauchy = (std::f64::consts::PI * 0.475).tan();
        assert!((quantile(0.975, 1.0).unwrap() - cauchy).abs() < 1e-9);
        assert!((quantile(0.975, 1e7).unwrap() - 1.959_964).abs() < 1e-5);
        assert!(quantile(0.5, 7.0).unwrap().abs() < 1e-9);
        for (level, freedom) in [(0.975, 0.0), (0.975, f64::NAN), (1.0, 4.0), (0.975, -1.0)] {
            assert_eq!(quantile(level, freedom), None);
        }
    }

    #[test]
    fn two_degrees_of_freedom_have_a_formula() {
        for level in [0.6_f64, 0.8, 0.9, 0.95, 0.99, 0.999] {
            let exact = (2.0 * level - 1.0) / (2.0 * level * (1.0 - level)).sqrt();
            let found = quantile(level, 2.0).unwrap();
            assert!(
                (found - exact).abs() < 1e-9 * exact,
                "{level}: {found} {exact}"
            );
        }
    }
}
