import Trust

extension InputError {
    /// Runs `body`, and puts what it throws at the place in the user's file that it is about: what reads a value does not
    /// know where it stands.
    static func locating<Value>(
        at place: Location, _ body: () throws(Diagnostic) -> Value
    ) throws(InputError) -> Value {
        do throws(Diagnostic) {
            return try body()
        } catch {
            throw InputError(error.code, error.message, at: place, remedy: error.remedy, notes: error.notes)
        }
    }
}
