import Trust

/// Why an activity is not carried over.
struct ChaosObjection: Error {
    /// Goes on after the activity's name.
    let reason: String
    var location: Location?
    var remedy: String?
}
