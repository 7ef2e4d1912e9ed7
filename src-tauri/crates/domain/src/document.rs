//! The documents that a meeting needs, and the kinds of file that each makes sense as.

use crate::DomainError;
use crate::words::words;

words! {
    /// What a document is for.
    pub enum DocumentKind ("kind of document") {
        /// The programme by day, or the annotated agenda.
        Programme = "programme",
        /// Who takes part, in protocol order.
        Participants = "participants",
        /// A sheet for each day, to be signed.
        SignIn = "sign-in",
        /// What people wear, eight to a page.
        Badges = "badges",
        /// What stands before a delegation or a person.
        TableSigns = "table-signs",
        /// An invitation on paper for each person.
        Letters = "letters",
        /// What participants have to know.
        InformationNote = "information-note",
        /// What a trainee takes home.
        Certificates = "certificates",
        /// The report of the meeting, with the facts filled in.
        Report = "report",
        /// What was done in a period, for the Senior Officials Meeting.
        AnnualReport = "annual-report",
        /// What is to be done in a year.
        ActivityPlan = "activity-plan",
    }
}

words! {
    /// A kind of file.
    pub enum DocumentFormat ("kind of file") {
        /// To print.
        Pdf = "pdf",
        /// To edit in Word or `LibreOffice`.
        Docx = "docx",
        /// To sort and filter in a spreadsheet.
        Xlsx = "xlsx",
        /// To be read by other programs.
        Csv = "csv",
        /// To be read in a browser.
        Html = "html",
    }
}

impl DocumentKind {
    /// What it can be written as, the most usual first.
    #[must_use]
    pub const fn formats(self) -> &'static [DocumentFormat] {
        use DocumentFormat::{Csv, Docx, Html, Pdf, Xlsx};
        match self {
            Self::Participants | Self::SignIn => &[Pdf, Docx, Xlsx, Csv],
            Self::Programme
            | Self::Letters
            | Self::InformationNote
            | Self::Certificates
            | Self::Report => &[Pdf, Docx],
            Self::AnnualReport | Self::ActivityPlan => &[Pdf, Docx, Xlsx, Html],
            // What is cut and folded has to keep its measures.
            Self::Badges | Self::TableSigns => &[Pdf],
        }
    }

    /// What it is called within a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Programme => "the programme",
            Self::Participants => "the list of participants",
            Self::SignIn => "the sign-in sheets",
            Self::Badges => "the badges",
            Self::TableSigns => "the table signs",
            Self::Letters => "the letters",
            Self::InformationNote => "the information note",
            Self::Certificates => "the certificates",
            Self::Report => "the report",
            Self::AnnualReport => "the annual report",
            Self::ActivityPlan => "the activity plan",
        }
    }

    /// Whether it is a paper of one event; else it is of a period, over many.
    #[must_use]
    pub const fn of_an_event(self) -> bool {
        !matches!(self, Self::AnnualReport | Self::ActivityPlan)
    }

    /// Whether it is made of one piece for each person, which can lie in a file of its own.
    #[must_use]
    pub const fn one_a_person(self) -> bool {
        matches!(self, Self::Letters | Self::Certificates)
    }

    /// Refuses a kind of file that makes no sense for it, with those that do.
    pub fn check(self, format: DocumentFormat) -> Result<(), DomainError> {
        if self.formats().contains(&format) {
            return Ok(());
        }
        let others: Vec<&str> = self.formats().iter().map(|one| one.as_str()).collect();
        Err(DomainError::NoSuchFormat {
            what: self.name(),
            format: format.as_str(),
            others: others.join(", "),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_sense_is_refused_with_what_does() {
        let refused = DocumentKind::Badges.check(DocumentFormat::Csv);
        let sentence = refused.map_err(|error| error.to_string());
        assert_eq!(
            sentence,
            Err("the badges cannot be written as csv; choose one of: pdf".to_owned())
        );
        for kind in DocumentKind::ALL {
            assert_eq!(kind.check(DocumentFormat::Pdf), Ok(()), "{kind}");
        }
    }
}
