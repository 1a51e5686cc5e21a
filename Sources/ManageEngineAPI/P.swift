enum ManageEngineAPIPlaceholder {}
